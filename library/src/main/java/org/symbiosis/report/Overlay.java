package org.symbiosis.report;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.symbiosis.data.annotated.Components;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.data.annotated.Labels;

/**
 * Segments drawn over their image.
 *
 * @param opacity of the colours, in [0, 1]
 * @param outlines between segments
 * @param names of the segments, by their numbers; empty for none
 */
public record Overlay(double opacity, Outlines outlines, List<String> names) {
    /** Half-transparent colours with outlines, without names. */
    public static final Overlay DEFAULT = new Overlay(0.5, Outlines.DRAWN, List.of());

    private static final int LETTER = 14;
    private static final double WORTH_A_NAME = 0.005; // of the picture

    /** Lines between segments. */
    public enum Outlines {
        /** White, a pixel wide. */
        DRAWN,
        /** Colours only. */
        LEFT_OUT
    }

    /** Checks the opacity. */
    public Overlay {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity must lie in [0, 1], not " + opacity);
        }
        names = List.copyOf(names);
    }

    /** The same with other colours' opacity. */
    public Overlay withOpacity(double other) {
        return new Overlay(other, outlines, names);
    }

    /** The same with or without outlines. */
    public Overlay withOutlines(Outlines other) {
        return new Overlay(opacity, other, names);
    }

    /** The same with names, by the numbers of segments. */
    public Overlay withNames(List<String> other) {
        return new Overlay(opacity, outlines, other);
    }

    /** The map in its colours, void grey. */
    public static BufferedImage colours(Labels labels) {
        int w = labels.width();
        BufferedImage image = new BufferedImage(w, labels.height(), BufferedImage.TYPE_INT_RGB);
        int[] rgb = labels.ids().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = SegmentPalette.colour(rgb[i]).getRGB();
        }
        image.setRGB(0, 0, w, labels.height(), rgb, 0, w);
        return image;
    }

    /**
     * Draws the segments over the image, which stays as it is; void shows the image.
     *
     * @param labels of any size: enlarged or reduced to the image's by nearest
     */
    public BufferedImage draw(BufferedImage image, Labels labels) {
        int w = image.getWidth();
        int h = image.getHeight();
        Labels map = labels.resized(w, h);
        int[] rgb = image.getRGB(0, 0, w, h, null, 0, w);
        for (int i = 0; i < rgb.length; i++) {
            int id = map.ids()[i];
            if (outlines == Outlines.DRAWN && isEdge(map, i)) {
                rgb[i] = 0xffffff;
            } else if (id != Labels.VOID) {
                rgb[i] = blend(rgb[i], SegmentPalette.colour(id).getRGB());
            }
        }
        BufferedImage drawn = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        drawn.setRGB(0, 0, w, h, rgb, 0, w);
        if (!names.isEmpty()) {
            write(drawn, map);
        }
        return drawn;
    }

    /** Whether the pixel to the right or below belongs to something else. */
    private static boolean isEdge(Labels map, int at) {
        int[] ids = map.ids();
        boolean right = at % map.width() < map.width() - 1 && ids[at] != ids[at + 1];
        return right || at + map.width() < ids.length && ids[at] != ids[at + map.width()];
    }

    private int blend(int below, int above) {
        int mixed = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            double a = (above >> shift & 255) * opacity;
            double b = (below >> shift & 255) * (1 - opacity);
            mixed |= (int) Math.round(a + b) << shift;
        }
        return mixed;
    }

    /** Puts each name upon the largest piece of its segment. */
    private void write(BufferedImage drawn, Labels map) {
        Components pieces = Components.of(map, Connectivity.FOUR);
        FontMetrics letters = Lettering.metrics(Lettering.bold(LETTER));
        Graphics2D g = drawn.createGraphics();
        Lettering.smooth(g);
        g.setFont(letters.getFont());
        int next = 0;
        while (next < pieces.count()) {
            int largest = next;
            int id = pieces.ids()[next];
            while (next < pieces.count() && pieces.ids()[next] == id) {
                largest = pieces.areas()[next] > pieces.areas()[largest] ? next : largest;
                next++;
            }
            boolean large = pieces.areas()[largest] >= WORTH_A_NAME * map.ids().length;
            if (id < names.size() && large) {
                write(g, names.get(id), letters, pieces.map(), largest);
            }
        }
        g.dispose();
    }

    private static void write(
            Graphics2D g, String name, FontMetrics letters, Labels pieces, int piece) {
        String text = Lettering.shortened(name, pieces.width(), letters);
        int at = middle(pieces, piece);
        int wide = letters.stringWidth(text);
        int left = at % pieces.width() - wide / 2;
        int x = Math.max(0, Math.min(left, pieces.width() - wide));
        int top = at / pieces.width() - letters.getHeight() / 2;
        int y = Math.max(0, Math.min(top, pieces.height() - letters.getHeight()));
        g.setColor(new Color(0, 0, 0, 150));
        g.fillRoundRect(x - 2, y, wide + 4, letters.getHeight(), 6, 6);
        g.setColor(Color.WHITE);
        g.drawString(text, x, y + letters.getAscent());
    }

    /** The pixel of a piece that is nearest to its centre. */
    private static int middle(Labels pieces, int piece) {
        int[] ids = pieces.ids();
        int w = pieces.width();
        long n = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == piece) {
                n++;
                x += i % w;
                y += i / w;
            }
        }
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ids.length; i++) {
            double away = Math.hypot(i % w - x / n, i / w - y / n);
            if (ids[i] == piece && away < least) {
                least = away;
                nearest = i;
            }
        }
        return nearest;
    }
}
