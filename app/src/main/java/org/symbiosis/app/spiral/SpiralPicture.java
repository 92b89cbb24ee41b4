package org.symbiosis.app.spiral;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.adversarial.Forces;
import org.symbiosis.adversarial.GanModel;
import org.symbiosis.adversarial.Spiral;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Tsne;
import org.symbiosis.eval.TsneConfig;
import org.symbiosis.report.Png;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/** The six panels of Figure 3.2 in one picture. */
final class SpiralPicture {
    private static final int SHOWN = 600;
    private static final int GRID = 22;
    private static final double EDGE = 1.2;
    private static final Color FIRST = new Color(0x00, 0x72, 0xB2);
    private static final Color SECOND = new Color(0xD5, 0x5E, 0x00);
    private static final Color GREY = new Color(0x66, 0x66, 0x66);
    private static final Color FAINT = new Color(0xCC, 0xCC, 0xCC);

    private final GanModel model;
    private final Spiral points;
    private final float[] samples;
    private final Features embedding;
    private final Tsne.Layout map;

    private SpiralPicture(GanModel model, Spiral all, Progress progress) {
        this.model = model;
        this.points = first(all, SHOWN);
        this.samples = SpiralRun.samples(model, SHOWN);
        this.embedding =
                SpiralRun.features(x -> model.momentDiscriminator().forward(x).unit(), points);
        this.map = new Tsne(TsneConfig.of(SHOWN, 0), progress).layout(embedding);
    }

    private static Spiral first(Spiral all, int count) {
        return new Spiral(Arrays.copyOf(all.xy(), 2 * count), Arrays.copyOf(all.arms(), count));
    }

    /** Paints what a trained model makes of these points. */
    static Png of(GanModel model, Spiral points, Progress progress) {
        try (Scope s = Scope.open()) {
            return new SpiralPicture(model, points, progress).paint();
        }
    }

    private Png paint() {
        List<Panel> panels =
                List.of(data(), generated(), byArm(), byPlace(), correspondence(), updates());
        int side = Panel.SIDE;
        BufferedImage image = new BufferedImage(3 * side, 2 * side, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < panels.size(); i++) {
            Graphics2D own = (Graphics2D) g.create(i % 3 * side, i / 3 * side, side, side);
            panels.get(i).paint(own);
            own.dispose();
        }
        g.dispose();
        return Png.of(image, 1);
    }

    private static Color arm(int arm) {
        return arm == 0 ? FIRST : SECOND;
    }

    private void plane(Panel panel, IntFunction<Color> colour) {
        for (int i = 0; i < points.count(); i++) {
            panel.dot(points.xy()[2 * i], points.xy()[2 * i + 1], colour.apply(i));
        }
    }

    private Panel data() {
        Panel panel = new Panel("(a) data");
        plane(panel, i -> arm(points.arms()[i]));
        return panel;
    }

    private Panel generated() {
        Panel panel = new Panel("(b) generated, over the data");
        plane(panel, i -> FAINT);
        for (int i = 0; i < samples.length; i += 2) {
            panel.dot(samples[i], samples[i + 1], Color.BLACK);
        }
        return panel;
    }

    private Panel byArm() {
        Panel panel = new Panel("(c) t-SNE of the embedding, by arm");
        for (int i = 0; i < points.count(); i++) {
            panel.dot(map.x()[i], map.y()[i], arm(points.arms()[i]));
        }
        return panel;
    }

    /** The place in the t-SNE as a colour: its direction is the hue, its distance the strength. */
    private Panel byPlace() {
        Panel panel = new Panel("(d) data, coloured by their place in (c)");
        double far = 1e-9;
        for (int i = 0; i < points.count(); i++) {
            far = Math.max(far, Math.hypot(map.x()[i], map.y()[i]));
        }
        double reach = far;
        plane(
                panel,
                i -> {
                    double turn = Math.atan2(map.y()[i], map.x()[i]) / (2 * Math.PI);
                    double strength = Math.hypot(map.x()[i], map.y()[i]) / reach;
                    return Color.getHSBColor((float) turn, (float) (0.25 + 0.75 * strength), 0.85f);
                });
        return panel;
    }

    /** Where points of a grid would go as generated ones. */
    private Panel correspondence() {
        Panel panel = new Panel("(e) where the distance d moves points of the plane: -dd/dx");
        plane(panel, i -> arm(points.arms()[i]));
        float[] grid = grid();
        Tensor x = Plain.tensor(grid, GRID * GRID, 2);
        float[] force = Plain.floats(Forces.onInputs(model, SpiralRun.tensor(points), x));
        double step = 2 * EDGE / (GRID - 1);
        for (int i = 0; i < grid.length; i += 2) {
            double length = Math.hypot(force[i], force[i + 1]);
            if (length > 0) {
                double scale = 0.9 * step / length;
                panel.arrow(grid[i], grid[i + 1], scale * force[i], scale * force[i + 1], GREY);
            }
        }
        return panel;
    }

    private static float[] grid() {
        float[] grid = new float[2 * GRID * GRID];
        for (int i = 0; i < GRID * GRID; i++) {
            grid[2 * i] = (float) (EDGE * (2.0 * (i % GRID) / (GRID - 1) - 1));
            grid[2 * i + 1] = (float) (EDGE * (2.0 * (i / GRID) / (GRID - 1) - 1));
        }
        return grid;
    }

    /**
     * Where embeddings are drawn. A moved embedding has no place in a t-SNE; it is shown at the
     * mean place of those embeddings that lie nearest to it.
     */
    private Panel updates() {
        Panel panel = new Panel("(f) where L moves embeddings: -dL/dz");
        Tensor z = embedding.tensor(); // (n, p)
        Tensor fake = Plain.tensor(samples, SHOWN, 2);
        Tensor force = Forces.onEmbeddings(model, SpiralRun.tensor(points), fake);
        double mean = force.norm().item_double() / Math.sqrt(SHOWN);
        Tensor moved = z.add(force.mul(new Scalar(mean > 0 ? 0.15 / mean : 0)));
        double[] steps = steps(places(z), places(moved));
        for (int i = 0; i < points.count(); i++) {
            panel.dot(map.x()[i], map.y()[i], FAINT);
            if (i % 3 == 0) {
                Color colour = arm(points.arms()[i]);
                panel.arrow(map.x()[i], map.y()[i], steps[2 * i], steps[2 * i + 1], colour);
            }
        }
        return panel;
    }

    /** From one to the other, in lengths that are seen in the map, the longest cut. */
    private double[] steps(float[] from, float[] to) {
        double span = DoubleStream.of(map.x()).max().orElse(1);
        double[] steps = new double[from.length];
        double sum = 0;
        for (int i = 0; i < steps.length; i += 2) {
            sum += Math.hypot(to[i] - from[i], to[i + 1] - from[i + 1]);
        }
        double scale = sum > 0 ? 0.08 * span * SHOWN / sum : 0;
        for (int i = 0; i < steps.length; i += 2) {
            double length = scale * Math.hypot(to[i] - from[i], to[i + 1] - from[i + 1]);
            double cut = Math.min(1, 0.2 * span / Math.max(length, 1e-12));
            steps[i] = cut * scale * (to[i] - from[i]);
            steps[i + 1] = cut * scale * (to[i + 1] - from[i + 1]);
        }
        return steps;
    }

    /** Mean places {@code (n, 2)} of the nearest embeddings, the nearer the more. */
    private float[] places(Tensor z) {
        double[] xy = new double[2 * SHOWN];
        for (int i = 0; i < SHOWN; i++) {
            xy[2 * i] = map.x()[i];
            xy[2 * i + 1] = map.y()[i];
        }
        Tensor map2 = Plain.tensor(xy, SHOWN, 2).to(z.scalar_type());
        Tensor own = embedding.tensor();
        Tensor near = z.matmul(own.t()).mul(new Scalar(200)).softmax(1); // (n, n)
        return Plain.floats(near.matmul(map2));
    }
}
