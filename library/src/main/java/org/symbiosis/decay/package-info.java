/**
 * Decayed identity shortcuts (chapter 2): a masked autoencoder whose encoder lets go of its input
 * as it deepens, so that its features become semantic, and whose decoder gets the pixels through
 * skips instead.
 *
 * <p>{@link org.symbiosis.decay.Mae} is the model, {@link org.symbiosis.decay.MaeConfig} its shape,
 * {@link org.symbiosis.decay.MaeRecipe} a whole training, {@link org.symbiosis.decay.MaeTraining}
 * runs it, {@link org.symbiosis.decay.MaeFile} opens what came of it. {@link
 * org.symbiosis.decay.ResNet} is the supervised network of the appendix (A.2.2), with a recipe, a
 * training and a file of the same kind.
 *
 * <pre>{@code
 * MaeConfig config = MaeConfig.cifar().withShortcut(new Shortcut.LinearDecay(0.7));
 * try (Scope s = Scope.open(); Mae mae = new Mae(config)) {
 *     Tensor images = torch.rand(2, 3, 32, 32);
 *     Tensor loss = mae.forward(images, torch.rand(2, 64), Trace.none()).loss(); // ()
 *     Tensor tokens = mae.encode(images, Trace.none()); // (2, 1 + 64, 192), the class token first
 * }
 * }</pre>
 *
 * <p>May use {@code nn}, {@code data}, {@code train}, {@code config} and {@code tensor}.
 */
package org.symbiosis.decay;
