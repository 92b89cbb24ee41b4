/**
 * Features of positions become regions: k-means with the number of regions that the silhouette asks
 * for, connected components, proposals of objects (section 4.4, appendix C).
 *
 * <p>{@link org.symbiosis.spectral.regions.Regions} cuts an image, {@link
 * org.symbiosis.spectral.regions.LabelMap} holds what belongs to what:
 *
 * <pre>{@code
 * float[] features = {0, 0.1f, 5, 5.1f, 0.1f, 5.2f}; // six positions, one channel
 * Regions regions = Regions.auto(features, new Grid(2, 3), 2, 3, 0);
 * LabelMap large = regions.map().resized(32, 48);
 * LabelMap pieces = large.components(Connectivity.EIGHT);
 * double confidence = regions.silhouette();
 * }</pre>
 *
 * <p>All of it is plain arithmetic on arrays: no native memory, the same result for the same seed
 * whatever the number of threads.
 */
package org.symbiosis.spectral.regions;
