/**
 * Diffusion models: how images turn into noise, what a network learns of it, and the ways back.
 *
 * <p>{@link org.symbiosis.diffusion.NoiseSchedule} says how much signal is left at a time, {@link
 * org.symbiosis.diffusion.Objective} what a network is trained on, {@link
 * org.symbiosis.diffusion.Denoiser} what a {@link org.symbiosis.diffusion.Sampler} asks of it;
 * schedules, predictions and samplers combine freely.
 *
 * <pre>{@code
 * Objective objective = new Objective(NoiseSchedule.Linear.standard(), Prediction.NOISE);
 * NoiseSource noise = new SampleNoise(7, 0, 0, 4); // images 0 to 3 of seed 7
 * try (Scope s = Scope.open();
 *         UVit network = new UVit(UVitConfig.tiny())) {
 *     Tensor x = noise.next(4, 3, 32, 32);
 *     Tensor images =
 *             new DpmSolverFast(50)
 *                     .sample(
 *                             new UVitDenoiser(network, objective),
 *                             objective.schedule(),
 *                             x,
 *                             noise); // (4, 3, 32, 32) in about [-1, 1]
 * }
 * }</pre>
 *
 * <p>May use {@code nn}, {@code data}, {@code train}, {@code config} and {@code tensor}.
 */
package org.symbiosis.diffusion;
