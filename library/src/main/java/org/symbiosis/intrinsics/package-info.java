/**
 * Latent intrinsics (chapter 6): one network learns to relight photographs from pairs of pictures
 * of the same scene, and thereby to tell what the light does not change. Its light switched off, it
 * shows an albedo that nobody taught it.
 *
 * <p>{@link org.symbiosis.intrinsics.LatentIntrinsics} is the network, {@link
 * org.symbiosis.intrinsics.IntrinsicsConfig} its shape, {@link
 * org.symbiosis.intrinsics.RelightMethod} how it learns.
 *
 * <pre>{@code
 * IntrinsicsConfig config = IntrinsicsConfig.tiny();
 * try (Scope s = Scope.open(); LatentIntrinsics model = new LatentIntrinsics(config)) {
 *     Tensor photo = torch.rand(1, 3, 64, 64), other = torch.rand(1, 3, 64, 64); // in [-1, 1]
 *     Decomposition scene = model.encode(photo);
 *     Tensor relit = model.decode(scene.intrinsics(), model.encode(other).extrinsic());
 *     Tensor albedo = model.decode(scene.intrinsics(), scene.extrinsic(), Scaling.off());
 * }
 * }</pre>
 *
 * <p>May use {@code nn}, {@code data}, {@code train}, {@code eval}, {@code config} and {@code
 * tensor}.
 */
package org.symbiosis.intrinsics;
