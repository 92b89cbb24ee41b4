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
 * <p>{@link org.symbiosis.pretrained.Clip} puts images and texts in one space; {@link
 * org.symbiosis.pretrained.ClipNames} and its like are pure functions that bring the names of one
 * publisher to those of another.
 *
 * <pre>{@code
 * ClipConfig config = ClipConfig.b16();
 * try (Scope s = Scope.open();
 *         Safetensors file = Safetensors.open(Path.of("clip-vit-base-patch16.safetensors"));
 *         Clip clip = Initialisation.blank(() -> new Clip(config))) {
 *     clip.load(ClipNames.hub(file.tensors()));
 *     Tensor image = clip.image().features(torch.randn(1, 3, 224, 224), Trace.none()); // (1, 512)
 * }
 * }</pre>
 *
 * <p>Names and arithmetic are the reference implementations' own; a file that does not fit is
 * refused with the first tensor that differs. May use {@code nn}, {@code data}, {@code train},
 * {@code config} and {@code tensor}.
 */
package org.symbiosis.pretrained;
