/**
 * Nested diffusion (chapter 5): a chain of diffusion models from one short semantic vector down to
 * the image, each level a small U-ViT that sees noisy copies of all latents above.
 *
 * <p>{@link org.symbiosis.nested.NestedRecipe} is a whole training, {@link
 * org.symbiosis.nested.NestedTraining} runs it on a cache of latents, {@link
 * org.symbiosis.nested.NestedFile} opens what came of it, {@link
 * org.symbiosis.nested.NestedSampler} draws from it; {@link org.symbiosis.nested.LevelCost} counts
 * what it costs (Table D.1).
 *
 * <pre>{@code
 * NestedRecipe recipe = NestedRecipe.small(3);
 * Path run = Path.of("runs", "nested");
 * try (LatentStore latents = LatentStore.open(Path.of("latents"))) {
 *     new NestedTraining(recipe, latents, TextStates.none(), run, Progress.SILENT).run();
 * }
 * try (Scope s = Scope.open();
 *         NestedFile model = NestedFile.open(run, NestedFile.Weights.MEAN)) {
 *     var sampler = new NestedSampler(model, GenerationConfig.plain(), Progress.SILENT);
 *     LatentChain drawn = sampler.sample(SampleRequest.of(7, 4)); // z_3, z_2, z_1 of four images
 *     LatentChain again = sampler.complete(drawn.downTo(2), SampleRequest.of(8, 4)); // z_1 anew
 *     Tensor images = new PixelCodec().images(again.level(1)); // (4, 3, 32, 32) in [0, 1]
 * }
 * }</pre>
 *
 * <p>May use {@code diffusion}, {@code pretrained}, {@code eval}, {@code nn}, {@code data}, {@code
 * train}, {@code config} and {@code tensor}.
 */
package org.symbiosis.nested;
