package org.symbiosis.report;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Text inside pictures. */
final class Lettering {
    private static final String ELLIPSIS = "\u2026";

    private Lettering() {}

    /** A plain font of this size in pixels of the page. */
    static Font plain(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    /** A bold font of this size in pixels of the page. */
    static Font bold(int size) {
        return new Font(Font.SANS_SERIF, Font.BOLD, size);
    }

    /** Smooth text and lines. */
    static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }

    /** Measures text without a picture at hand. */
    static FontMetrics metrics(Font font) {
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        smooth(g);
        FontMetrics metrics = g.getFontMetrics(font);
        g.dispose();
        return metrics;
    }

    /** The text on one line, its end left out where it is wider than {@code width}. */
    static String shortened(String text, int width, FontMetrics metrics) {
        String line = oneLine(text);
        int[] letters = line.codePoints().toArray();
        int kept = letters.length;
        String shown = line;
        while (kept > 0 && metrics.stringWidth(shown) > width) {
            kept--;
            shown = new String(letters, 0, kept).stripTrailing() + ELLIPSIS;
        }
        return shown;
    }

    /** The text on one line, its middle left out where it is wider than {@code width}. */
    static String abridged(String text, int width, FontMetrics metrics) {
        String line = oneLine(text);
        int[] letters = line.codePoints().toArray();
        int kept = letters.length;
        String shown = line;
        while (kept > 1 && metrics.stringWidth(shown) > width) {
            kept--;
            int head = (kept + 1) / 2;
            int tail = kept - head;
            shown =
                    new String(letters, 0, head).stripTrailing()
                            + ELLIPSIS
                            + new String(letters, letters.length - tail, tail).stripLeading();
        }
        return shown;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
