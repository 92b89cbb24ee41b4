/**
 * Scenes under several lights: the embedded rooms, the multi-illumination data set, the MIT
 * intrinsic images, or any folder of folders of aligned pictures.
 *
 * <p>{@link org.symbiosis.data.lit.LitSources} opens them, {@link org.symbiosis.data.lit.LitScenes}
 * is what they have in common, {@link org.symbiosis.data.lit.LightPairs} draws pairs of pictures
 * for learning.
 *
 * <pre>{@code
 * try (LitScenes scenes = LitSources.open("rooms:test")) {
 *     Picture byFlash = scenes.picture(0, 18);
 *     AlbedoTruth truth = scenes.albedo(0).orElseThrow();
 * }
 * }</pre>
 *
 * <p>May use {@code tensor}.
 */
package org.symbiosis.data.lit;
