package org.symbiosis.eval.intrinsic;

import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.lit.LightnessJudgements;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the scores of relighting and of albedo. */
public final class IntrinsicEvalParity {
    private IntrinsicEvalParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "intrinsics-relight-metrics",
                IntrinsicEvalParity::metrics,
                "intrinsics-whdr",
                IntrinsicEvalParity::whdr);
    }

    private static void metrics(ParityFile file) {
        Tensor target = file.tensor("input.target");
        int images = (int) target.size(0);
        int height = (int) target.size(2);
        int width = (int) target.size(3);
        for (String which : new String[] {"prediction", "source"}) {
            Tensor given = file.tensor("input." + which);
            double[] factors = new double[3 * images];
            for (Correction correction : Correction.values()) {
                double[] rmse = new double[images];
                double[] ssim = new double[images];
                for (int i = 0; i < images; i++) {
                    float[] x = Plain.floats(given.select(0, i));
                    float[] y = Plain.floats(target.select(0, i));
                    Similarity s = Similarity.of(x, y, width, height, correction);
                    rmse[i] = s.rmse();
                    ssim[i] = s.ssim();
                    for (int c = 0; c < 3; c++) {
                        double[] a = Plain.doubles(given.select(0, i).select(0, c));
                        double[] b = Plain.doubles(target.select(0, i).select(0, c));
                        factors[3 * i + c] = Correction.factor(a, b);
                    }
                }
                String name = correction.name().toLowerCase(Locale.ROOT);
                String prefix = "output." + which + "." + name;
                file.checkWithin(prefix + ".rmse", 1e-6, Plain.tensor(rmse, images));
                file.checkWithin(prefix + ".ssim", 1e-6, Plain.tensor(ssim, images));
                file.checkWithin(prefix + ".factors", 1e-6, Plain.tensor(factors, images, 3));
            }
        }
    }

    private static void whdr(ParityFile file) {
        LightnessJudgements judgements =
                LightnessJudgements.parse("judgements", file.json("judgements"));
        Tensor bytes = file.tensor("input.albedo_u8");
        double[] values = Plain.doubles(bytes);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) values[i] / 255f; // as pictures are read
        }
        int height = (int) bytes.size(0);
        int width = (int) bytes.size(1);
        Reflectance albedo = new Reflectance(width, height, values);
        double[] truth = Plain.doubles(file.tensor("input.truth"));
        check(file, "whdr_linear", Whdr.of(albedo, judgements));
        check(file, "whdr_srgb_decoded", Whdr.of(albedo.decoded(), judgements));
        check(file, "whdr_of_truth", Whdr.of(new Reflectance(width, height, truth), judgements));
    }

    private static void check(ParityFile file, String name, Whdr whdr) {
        double[] deltas = Plain.doubles(file.tensor("input.deltas"));
        double[] found = new double[deltas.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = whdr.at(deltas[i]).orElse(Double.NaN);
        }
        file.checkWithin("output." + name, 1e-12, Plain.tensor(found, found.length));
    }
}
