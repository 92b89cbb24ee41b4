package org.symbiosis.report;

import java.awt.Color;
import java.awt.image.IndexColorModel;
import org.symbiosis.data.annotated.Labels;

/**
 * A colour for each segment, always the same for the same number: hues a golden section of the
 * circle apart, so that neighbours in number differ most, at five depths.
 */
public final class SegmentPalette {
    /** The grey of what belongs to no segment. */
    public static final Color VOID = new Color(0x60, 0x60, 0x60);

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final float FIRST_HUE = 0.03f; // these keep the first 27 furthest apart
    private static final float[] SATURATION = {0.93f, 0.61f, 0.87f, 0.84f, 0.78f};
    private static final float[] BRIGHTNESS = {0.95f, 0.99f, 0.78f, 0.88f, 0.95f};

    private SegmentPalette() {}

    /** The colour of a segment, or {@link #VOID}. */
    public static Color colour(int id) {
        if (id == Labels.VOID) {
            return VOID;
        }
        float hue = (float) ((FIRST_HUE + id * GOLDEN) % 1);
        int depth = id % SATURATION.length;
        return Color.getHSBColor(hue, SATURATION[depth], BRIGHTNESS[depth]);
    }

    /** The colours of the numbers 0 to 254, and that of void at 255. */
    static IndexColorModel model() {
        byte[] r = new byte[256];
        byte[] g = new byte[256];
        byte[] b = new byte[256];
        for (int i = 0; i < 256; i++) {
            Color c = colour(i == 255 ? Labels.VOID : i);
            r[i] = (byte) c.getRed();
            g[i] = (byte) c.getGreen();
            b[i] = (byte) c.getBlue();
        }
        return new IndexColorModel(8, 256, r, g, b);
    }
}
