/**
 * Images, from whatever holds them to batches: sources, decoding within limits, transforms, and a
 * loader that works ahead on its own threads.
 *
 * <p>{@link org.symbiosis.data.ImageSources} is the entry.
 *
 * <pre>{@code
 * ImageSource photos = ImageSources.open("photos.zip"); // or a folder, a tar, CIFAR, IDX
 * Preparation small = Preparation.small(32, Normalisation.HALF);
 * LoaderConfig config = LoaderConfig.training(64, 0, LoaderConfig.OnCorrupt.SKIP);
 * try (Loader loader = new Loader(photos, small, config, Batches.Position.START)) {
 *     Batch batch = loader.next();                      // pixels: (64, 3, 32, 32)
 * }
 * }</pre>
 *
 * <p>Every image has a random stream of its own, keyed by seed, epoch and index: the batches do not
 * depend on threads, and a stream can be taken up anywhere. May use {@code tensor}.
 */
package org.symbiosis.data;
