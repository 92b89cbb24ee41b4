package org.symbiosis.app.spiral;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/** A square of points and arrows in coordinates of their own, under a title. */
final class Panel {
    static final int SIDE = 460;
    private static final int TITLE = 34;
    private static final int MARGIN = 16;
    private static final double DOT = 4.5;

    private final String title;
    private final List<Dot> dots = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();

    private record Dot(double x, double y, Color colour) {}

    private record Arrow(double x, double y, double dx, double dy, Color colour) {
        DoubleStream ends() {
            return DoubleStream.of(x, x + dx);
        }

        DoubleStream heights() {
            return DoubleStream.of(y, y + dy);
        }
    }

    Panel(String title) {
        this.title = title;
    }

    void dot(double x, double y, Color colour) {
        dots.add(new Dot(x, y, colour));
    }

    void arrow(double x, double y, double dx, double dy, Color colour) {
        arrows.add(new Arrow(x, y, dx, dy, colour));
    }

    /** Paints it with its upper left corner at the origin. */
    void paint(Graphics2D g) {
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        g.drawString(title, MARGIN, TITLE - 12);
        g.setColor(new Color(0xDD, 0xDD, 0xDD));
        g.drawRect(MARGIN / 2, TITLE, SIDE - MARGIN, SIDE - TITLE - MARGIN / 2);
        Frame frame = frame();
        for (Dot d : dots) {
            g.setColor(d.colour());
            double x = frame.x(d.x());
            double y = frame.y(d.y());
            g.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
        }
        g.setStroke(new BasicStroke(1.1f));
        for (Arrow a : arrows) {
            g.setColor(a.colour());
            paint(g, frame, a);
        }
    }

    private static void paint(Graphics2D g, Frame frame, Arrow a) {
        double x0 = frame.x(a.x());
        double y0 = frame.y(a.y());
        double x1 = frame.x(a.x() + a.dx());
        double y1 = frame.y(a.y() + a.dy());
        double angle = Math.atan2(y1 - y0, x1 - x0);
        double head = Math.min(5, 0.6 * Math.hypot(x1 - x0, y1 - y0));
        g.draw(new Line2D.Double(x0, y0, x1, y1));
        for (double turn : new double[] {2.6, -2.6}) {
            double bx = x1 + head * Math.cos(angle + turn);
            double by = y1 + head * Math.sin(angle + turn);
            g.draw(new Line2D.Double(x1, y1, bx, by));
        }
    }

    /** From the points' coordinates to pixels: the same scale both ways. */
    private record Frame(double centreX, double centreY, double scale) {
        double x(double x) {
            return SIDE / 2.0 + (x - centreX) * scale;
        }

        double y(double y) {
            return (TITLE + SIDE - MARGIN / 2) / 2.0 - (y - centreY) * scale;
        }
    }

    private Frame frame() {
        DoubleSummaryStatistics across =
                DoubleStream.concat(
                                dots.stream().mapToDouble(Dot::x),
                                arrows.stream().flatMapToDouble(Arrow::ends))
                        .summaryStatistics();
        DoubleSummaryStatistics up =
                DoubleStream.concat(
                                dots.stream().mapToDouble(Dot::y),
                                arrows.stream().flatMapToDouble(Arrow::heights))
                        .summaryStatistics();
        double left = across.getMin();
        double right = across.getMax();
        double low = up.getMin();
        double high = up.getMax();
        double span = Math.max(1e-9, Math.max(right - left, high - low));
        double room = SIDE - TITLE - 3.0 * MARGIN;
        return new Frame((left + right) / 2, (low + high) / 2, room / span);
    }
}
