/**
 * Public networks whose features or latents the dissertation builds on, under the names of their
 * published files.
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
 * <p>May use {@code nn}, {@code data}, {@code train}, {@code config} and {@code tensor}.
 */
package org.symbiosis.pretrained;
