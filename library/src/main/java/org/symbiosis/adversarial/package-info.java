/**
 * Structural adversarial objectives (chapter 3): a GAN whose discriminator maps images to unit
 * vectors and becomes a feature extractor, without labels and without augmented views.
 *
 * <p>{@link org.symbiosis.adversarial.GanModel} holds both players, their momentum copies and the
 * memory bank, {@link org.symbiosis.adversarial.GanConfig} says what they play for, {@link
 * org.symbiosis.adversarial.GanRecipe} is a whole training, {@link
 * org.symbiosis.adversarial.GanTraining} runs it, {@link org.symbiosis.adversarial.GanFile} opens
 * what came of it. The terms are pure functions: {@link org.symbiosis.adversarial.GaussianLoss}
 * (Eq. 3.2-3.5), {@link org.symbiosis.adversarial.ClusterLoss} (Eq. 3.6), {@link
 * org.symbiosis.adversarial.Smoothness} (Eq. 3.7).
 *
 * <pre>{@code
 * try (Scope s = Scope.open(); GanModel model = new GanModel(GanConfig.tiny())) {
 *     Tensor images = model.generator().forward(model.generator().noise(4)); // (4, 3, 32, 32)
 *     Discriminator.Output seen = model.discriminator().forward(images);
 *     Tensor features = seen.backbone(); // (4, 128)
 *     Tensor z = seen.unit(); // (4, 64), of length 1
 * }
 * }</pre>
 *
 * <p>May use {@code nn}, {@code data}, {@code train}, {@code config} and {@code tensor}.
 */
package org.symbiosis.adversarial;
