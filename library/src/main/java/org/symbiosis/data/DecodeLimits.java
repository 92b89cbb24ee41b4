package org.symbiosis.data;

/**
 * How large an image may be; checked on its header, before a pixel is decoded.
 *
 * @param maxSide longest side in pixels
 * @param maxPixels width times height
 */
public record DecodeLimits(int maxSide, long maxPixels) {
    /** 20,000 pixels a side, 200 million in all. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(20_000, 200_000_000);

    /** Checks the ranges. */
    public DecodeLimits {
        if (maxSide < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("maxSide and maxPixels must be at least 1");
        }
    }
}
