package org.symbiosis.data;

/**
 * Images ready for a network.
 *
 * @param pixels {@code (size, 3, height, width)} row-major, normalised as the transform says
 * @param size number of images
 * @param height of each, in pixels
 * @param width of each, in pixels
 * @param labels class of each, -1 where there is none
 * @param indices position of each in its source
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(float[] pixels, int size, int height, int width, int[] labels, int[] indices) {}
