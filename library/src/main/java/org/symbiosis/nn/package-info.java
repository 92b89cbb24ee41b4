/**
 * Layers that several methods share, under the names of the reference implementations, so that
 * published weights load without a table.
 *
 * <p>{@link org.symbiosis.nn.Layer} is what a network is made of, {@link
 * org.symbiosis.nn.VisionTransformer} the largest piece, {@link org.symbiosis.nn.Shortcut} the
 * dissertation's change to it: {@code x_{s+1} = alpha_s x_s + f_s(x_s)} (Eq. 2.3).
 *
 * <pre>{@code
 * try (Scope s = Scope.open();
 *         TransformerStack stack =
 *                 new TransformerStack(
 *                         TransformerConfig.of(96, 6, 2, new Shortcut.LinearDecay(0.6)))) {
 *     Tensor y = stack.forward(torch.randn(1, 64, 96), Trace.none()); // (1, 64, 96)
 * }
 * }</pre>
 *
 * <p>Intermediate results are had through {@link org.symbiosis.nn.Trace}, without hooks. May use
 * {@code tensor}.
 */
package org.symbiosis.nn;
