/**
 * Public networks: their files, their names, their preparation.
 *
 * <p>{@link org.symbiosis.pretrained.AttentionModels} opens a file of weights, {@link
 * org.symbiosis.pretrained.AttentionModel} is what chapter 4 reads attention from, whoever trained
 * it.
 *
 * <pre>{@code
 * try (Scope s = Scope.open();
 *         AttentionModel dino = AttentionModels.open(Path.of("dino_deitsmall16.safetensors"))) {
 *     Trace trace = Trace.of("blocks.11.attn.k");
 *     Tensor tokens = dino.forward(torch.randn(1, 3, 448, 448), trace); // (1, 1 + 784, 384)
 *     Tensor keys = trace.get("blocks.11.attn.k"); // (1, 6, 1 + 784, 64)
 * }
 * }</pre>
 *
 * <p>Names and arithmetic are the reference implementations' own; a file that does not fit is
 * refused with the first tensor that differs. May use {@code nn}, {@code data}, {@code train},
 * {@code config} and {@code tensor}.
 */
package org.symbiosis.pretrained;
