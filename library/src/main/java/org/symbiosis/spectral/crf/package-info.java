/**
 * A dense conditional random field, which lets labels and masks follow the edges of an image
 * (section 4.4, appendix C).
 *
 * <p>{@link org.symbiosis.spectral.crf.DenseCrf} takes an image and a coarse map:
 *
 * <pre>{@code
 * Picture image = new Picture(4, 2, 1, new byte[8]);
 * LabelMap coarse = new LabelMap(new Grid(1, 2), new int[] {0, 1});
 * LabelMap fine = DenseCrf.SEGMENTATION.refine(image, coarse, 2);
 * int pixels = DenseCrf.MASKS.refine(image, coarse.mask(1)).area();
 * }</pre>
 *
 * <p>Messages go through a permutohedral lattice in plain arrays; their sums do not depend on the
 * number of threads. Small images can also be solved with kernels between all pairs of pixels.
 */
package org.symbiosis.spectral.crf;
