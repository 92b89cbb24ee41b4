package org.symbiosis.spectral.crf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Picture;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.crf.DenseCrf.Order;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the dense random field, by the lattice and by full kernels. */
public final class CrfParity {
    private static final double LATTICE = 1e-3;
    private static final double ALIKE = 0.98;

    private CrfParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("whatwhere-crf", CrfParity::crf);
    }

    private static void crf(ParityFile file) {
        DenseCrf segmentation = crf(file.config().get("segmentation"), Order.BGR);
        DenseCrf maskCut = crf(file.config().get("maskcut"), Order.RGB);
        Picture image = picture(file.tensor("input.image"));
        Grid size = new Grid(image.height(), image.width());
        float[] logits = Plain.floats(file.tensor("input.logits"));
        Posterior lattice = segmentation.infer(image, size, logits);
        if (file.has("output.q")) {
            double worst = difference(planes(lattice), Plain.doubles(file.tensor("output.q")));
            file.accept("output.q", worst <= LATTICE, "differs by " + worst);
        }
        labels(file, "output.labels", lattice.map());
        file.check("output.exact.q", planes(segmentation.exact(image, size, logits)));
        masks(file, maskCut, image, size);
        CrfScores.check(file, segmentation);
    }

    private static void masks(ParityFile file, DenseCrf crf, Picture image, Grid size) {
        int[] mask = ints(file.tensor("input.mask"));
        float[] scores = new float[2 * mask.length];
        for (int p = 0; p < mask.length; p++) {
            scores[p] = 1 - mask[p];
            scores[mask.length + p] = mask[p];
        }
        file.check("output.maskcut.exact.q", planes(crf.exact(image, size, scores)));
        LabelMap refined = crf.refine(image, new LabelMap(size, mask).mask(1)).labels();
        labels(file, "output.maskcut.mask", refined);
    }

    private static void labels(ParityFile file, String name, LabelMap ours) {
        if (file.has(name)) {
            int[] theirs = ints(file.tensor(name));
            int equal = 0;
            for (int p = 0; p < theirs.length; p++) {
                equal += theirs[p] == ours.labels()[p] ? 1 : 0;
            }

            file.accept(name, equal >= ALIKE * theirs.length, equal + " labels are equal");
        }
    }

    private static DenseCrf crf(JsonNode c, Order order) {
        return new DenseCrf(
                c.get("position").get(0).asDouble(),
                c.get("position").get(1).asDouble(),
                c.get("bilateral").get(0).asDouble(),
                c.get("bilateral").get(1).asDouble(),
                c.get("bilateral").get(2).asDouble(),
                c.get("iterations").asInt(),
                order);
    }

    /** Bytes (rows, columns, 3). */
    static Picture picture(Tensor image) {
        long[] values = Plain.longs(image);
        byte[] samples = new byte[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) values[i];
        }
        return new Picture((int) image.size(1), (int) image.size(0), 3, samples);
    }

    static int[] ints(Tensor t) {
        return Arrays.stream(Plain.longs(t)).mapToInt(Math::toIntExact).toArray();
    }

    /** (N, L) to (L, N). */
    private static double[] planes(Posterior posterior) {
        int n = posterior.size().size();
        double[] planes = new double[posterior.q().length];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = posterior.q()[i % n * posterior.labels() + i / n];
        }
        return planes;
    }

    private static double difference(double[] one, double[] other) {
        double worst = 0;
        for (int i = 0; i < one.length; i++) {
            worst = Math.max(worst, Math.abs(one[i] - other[i]));
        }
        return worst;
    }
}
