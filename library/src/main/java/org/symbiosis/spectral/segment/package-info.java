/**
 * Photographs into regions: a frozen attention model reads a photograph, a method groups its
 * places, and the groups come back in the photograph's own size (chapter 4).
 *
 * <p>{@link org.symbiosis.spectral.segment.Segmenter} is the entry:
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(Path.of("vit_small_patch16_224.dino.safetensors"))) {
 *     Labels regions = segmenter.segment(Path.of("photo.jpg")).regions();
 *     int at = regions.id(120, 80);
 * }
 * }</pre>
 *
 * <p>{@link org.symbiosis.spectral.segment.SegmentMethod} lists what groups places: the spectral
 * solvers of the dissertation and what they are compared with.
 */
package org.symbiosis.spectral.segment;
