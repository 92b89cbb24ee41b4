package org.symbiosis.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.eval.EffectiveRank.Centring;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of nearest neighbours and effective rank. */
public final class EvalParity {
    private static final Pattern NEIGHBOURS = Pattern.compile("output\\.k(\\d+)\\..+");
    private static final Pattern RANK = Pattern.compile("output\\.(\\d+)\\.(exp_)?(rho_.+)");

    private static final Map<String, ToDoubleFunction<Tensor>> RANKS =
            Map.of(
                    "rho_matrix",
                    EffectiveRank::ofMatrix,
                    "rho_sample_covariance",
                    X -> EffectiveRank.ofCovariance(X, Centring.FEATURES),
                    "rho_feature_covariance",
                    X -> EffectiveRank.ofCovariance(X, Centring.FEATURES),
                    "rho_sample_covariance_rowcentred",
                    X -> EffectiveRank.ofCovariance(X, Centring.SAMPLES));

    private EvalParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("knn", EvalParity::knn, "effective-rank", EvalParity::rank);
    }

    private static void knn(ParityFile file) {
        JsonNode c = file.config();
        Features train = features(file, "train");
        Features test = features(file, "test");
        int classes = c.get("classes").asInt();
        for (String name : file.expected("output.k")) {
            Matcher m = NEIGHBOURS.matcher(name);
            if (m.matches()) {
                int k = Integer.parseInt(m.group(1));
                Knn knn = new Knn(k, c.get("temperature").asDouble());
                Knn.Result r = knn.classify(train, test, classes);
                String prefix = "output.k" + k + ".";
                file.check(prefix + "scores", Plain.tensor(r.scores(), test.n(), classes));
                file.check(prefix + "predictions", Plain.tensor(wide(r.predictions()), test.n()));
                file.check(prefix + "top1", r.top1());
                file.check(prefix + "top5", r.top5());
            }
        }
    }

    private static Features features(ParityFile file, String part) {
        Tensor X = file.tensor("input." + part + "_features");
        long[] labels = Plain.longs(file.tensor("input." + part + "_labels"));
        return new Features(
                Plain.floats(X),
                labels.length,
                (int) X.size(1),
                Arrays.stream(labels).mapToInt(Math::toIntExact).toArray(),
                Collections.nCopies(labels.length, ""),
                part);
    }

    private static long[] wide(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private static void rank(ParityFile file) {
        for (String input : file.names("input.features.")) {
            String i = input.substring("input.features.".length());
            file.check(
                    "output." + i + ".singular_values",
                    EffectiveRank.singularValues(file.tensor(input)));
        }
        for (String name : file.expected("output.")) {
            Matcher m = RANK.matcher(name);
            if (m.matches() && RANKS.containsKey(m.group(3))) {
                Tensor X = file.tensor("input.features." + m.group(1));
                double rho = RANKS.get(m.group(3)).applyAsDouble(X);
                file.check(name, m.group(2) == null ? rho : Math.exp(rho));
            }
        }
    }
}
