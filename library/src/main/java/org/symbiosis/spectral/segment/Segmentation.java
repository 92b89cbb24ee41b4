package org.symbiosis.spectral.segment;

import org.symbiosis.data.annotated.Labels;

/**
 * A photograph in regions.
 *
 * @param regions of its pixels, numbered from 0 as reading finds them
 * @param places the same on the model's grid, with what led there
 */
public record Segmentation(Labels regions, Grouping places) {}
