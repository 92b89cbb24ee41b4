package org.symbiosis.adversarial;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Diverged;

/**
 * Notices when a game goes wrong and stays so: a number has to be out of its range in many steps in
 * a row. What cannot mend itself ends the training, the rest is said once each time it begins.
 */
final class Alarms {
    static final String MEND =
            "try a smaller learning rate, a larger batch, or a larger model.smoothness.weight";

    /** Steps in a row before an alarm is raised. */
    static final int PATIENCE = 100;

    /** Total variance of unit vectors, or mean variance of pixels, that is none in floats. */
    private static final double NONE = 1e-9;

    private final GanConfig config;
    private final Consumer<String> message;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    /** What may be wrong. */
    private enum Kind {
        EMBEDDING_COLLAPSED,
        GENERATOR_COLLAPSED,
        CANNOT_MOVE,
        FEW_MODES,
        STEEP
    }

    Alarms(GanConfig config, Consumer<String> message) {
        this.config = config;
        this.message = message;
    }

    Tensor state() {
        List<Kind> kinds = List.of(Kind.values());
        long[] all = kinds.stream().mapToLong(k -> counts.getOrDefault(k, 0)).toArray();
        return Plain.tensor(all, all.length);
    }

    void load(Tensor saved) {
        long[] all = Plain.longs(saved);
        List<Kind> kinds = List.of(Kind.values());
        for (int i = 0; i < all.length; i++) {
            counts.put(kinds.get(i), (int) all[i]);
        }
    }

    /**
     * Takes the numbers of a step.
     *
     * @throws Diverged when real embeddings or generated images have been all the same for long
     */
    void hear(GanStep.Moves moves) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Terms d = moves.discriminator();
            variances(d);
            if (d.get("unit") != null) {
                gaussians(d);
            }
            if (d.get("sigma") != null) {
                double sigma = d.get("sigma").mean().item_double();
                warn(
                        Kind.STEEP,
                        sigma > 3 * config.smoothness().lip(),
                        "mean sigma is %.2f, over three times model.smoothness.lip; a larger"
                                + " model.smoothness.weight holds it down",
                        sigma);
            }
        }
    }

    private void variances(Terms d) {
        Tensor embedding = d.get("unit") == null ? d.get("embed_norm") : d.get("unit");
        double real = variance(embedding);
        if (lasts(Kind.EMBEDDING_COLLAPSED, real < NONE)) {
            throw new Diverged(
                    "collapsed: all real images have had the same embedding for "
                            + PATIENCE
                            + " steps (variance "
                            + real
                            + ")",
                    MEND,
                    PATIENCE);
        }
        double fake = variance(d.get("gen_img"));
        if (lasts(Kind.GENERATOR_COLLAPSED, fake < NONE)) {
            throw new Diverged(
                    "collapsed: the generator has made one and the same image for "
                            + PATIENCE
                            + " steps (variance "
                            + fake
                            + ")",
                    MEND,
                    PATIENCE);
        }
    }

    private void gaussians(Terms d) {
        double real = d.get("logdet_real").item_double();
        double fake = d.get("logdet_fake").item_double();
        double norm = d.get("embed_norm").mean().item_double();
        Tensor similarity = d.get("real_similarity");
        boolean alike = similarity != null && similarity.item_double() > 0.999;
        warn(
                Kind.CANNOT_MOVE,
                (alike || real < 0.1) && norm > 2,
                "real embeddings hardly differ (H %.2f) at a length of "
                        + "%.1f".formatted(norm)
                        + ": they cannot move on the sphere; a larger model.smoothness.lip,"
                        + " or model.smoothness.hinge=ceiling, sets them free",
                real);
        warn(
                Kind.FEW_MODES,
                fake < 0.1 * real,
                "generated images are much less varied than real ones (H %.2f): the generator makes"
                        + " few kinds of image",
                fake);
    }

    private void warn(Kind kind, boolean wrong, String text, double value) {
        if (lasts(kind, wrong) && counts.get(kind) == PATIENCE) {
            message.accept("warning: " + text.formatted(value));
        }
    }

    private boolean lasts(Kind kind, boolean wrong) {
        int count = wrong ? counts.getOrDefault(kind, 0) + 1 : 0;
        counts.put(kind, count);
        return count >= PATIENCE;
    }

    /** Mean variance of a batch's values over the batch. */
    private static double variance(Tensor batch) {
        return batch.detach().var(new long[] {0}, false, false).mean().item_double();
    }
}
