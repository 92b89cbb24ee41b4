/**
 * Diffusion models: how images turn into noise, what a network learns of it, and the ways back.
 *
 * <p>{@link org.symbiosis.diffusion.NoiseSchedule} says how much signal is left at a time, {@link
 * org.symbiosis.diffusion.Objective} what a network is trained on, {@link
 * org.symbiosis.diffusion.Denoiser} what a {@link org.symbiosis.diffusion.Sampler} asks of it;
 * schedules, predictions and samplers combine freely.
 *
 * <pre>{@code
 * DiffusionRecipe recipe = DiffusionRecipe.tiny();
 * NoiseSource noise = new SampleNoise(7, 0, 0, 4); // images 0 to 3 of seed 7
 * try (Scope s = Scope.open();
 *         UVit network = new UVit(recipe.model())) {
 *     UVitDenoiser denoiser = new UVitDenoiser(network, recipe.objective());
 *     NoiseSchedule schedule = recipe.objective().schedule();
 *     Tensor x = noise.next(4, 3, 32, 32);
 *     Tensor images = new DpmSolverFast(50).sample(denoiser, schedule, x, noise); // (4, 3, 32, 32)
 * }
 * }</pre>
 *
 * <p>May use {@code nn}, {@code data}, {@code train}, {@code config} and {@code tensor}.
 */
package org.symbiosis.diffusion;
