package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.linalg_eigvalsh;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Numbers that tell how a game goes. */
final class Monitors {
    private static final double STEEP = 1.5;

    /** Names of the discriminator's terms in the log, by their names in {@link Terms}. */
    private static final Map<String, String> SCALARS = scalars();

    private static Map<String, String> scalars() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("adversarial", "d_adversarial");
        names.put("logdet_real", "h_real");
        names.put("logdet_fake", "h_fake");
        names.put("real_similarity", "similarity_real");
        names.put("fake_similarity", "similarity_fake");
        names.put("jacobian", "jacobian");
        names.put("norm_hinge", "norm_hinge");
        names.put("probe", "probe_loss");
        return names;
    }

    private Monitors() {}

    static Map<String, Double> of(GanStep.Moves moves, GanDraw draw, GanConfig config) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Map<String, Double> all = new LinkedHashMap<>();
            Terms d = moves.discriminator();
            all.put("g_adversarial", moves.generator().get("adversarial").item_double());
            SCALARS.forEach(
                    (part, name) -> {
                        if (d.get(part) != null) {
                            all.put(name, d.get(part).item_double());
                        }
                    });
            all.put("embed_norm", d.get("embed_norm").mean().item_double());
            if (d.get("sigma") != null) {
                slopes(all, Plain.doubles(d.get("sigma")), config.smoothness().lip());
            }
            if (d.get("unit") != null) {
                all.put("effective_rank", effectiveRank(d.get("unit")));
            }
            if (d.get("probe_scores") != null) {
                all.put("probe_accuracy", accuracy(d.get("probe_scores"), draw.labels()));
            }
            return all;
        }
    }

    private static void slopes(Map<String, Double> all, double[] sigma, double lip) {
        double sum = 0;
        int steep = 0;
        for (double value : sigma) {
            sum += value;
            steep += value > STEEP * lip ? 1 : 0;
        }
        all.put("sigma", sum / sigma.length);
        all.put("sigma_steep", (double) steep / sigma.length);
    }

    /** Exponential of the entropy of the covariance's eigenvalues as shares of their sum. */
    static double effectiveRank(Tensor z) {
        Tensor centred = z.detach().sub(z.detach().mean(0));
        double[] values = Plain.doubles(linalg_eigvalsh(centred.t().matmul(centred)));
        double sum = 0;
        for (double v : values) {
            sum += Math.max(v, 0);
        }
        double entropy = 0;
        for (double v : values) {
            double share = sum > 0 ? v / sum : 0;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    private static double accuracy(Tensor scores, Tensor labels) {
        long[] best = Plain.longs(scores.argmax(new LongOptional(1), false));
        long[] right = Plain.longs(labels);
        int hits = 0;
        for (int i = 0; i < best.length; i++) {
            hits += best[i] == right[i] ? 1 : 0;
        }
        return (double) hits / best.length;
    }
}
