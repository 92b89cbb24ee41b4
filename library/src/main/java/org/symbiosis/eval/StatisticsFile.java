package org.symbiosis.eval;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Npz;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/**
 * Statistics of a reference set in the public format: an {@code .npz} with {@code mu (d)} and
 * {@code sigma (d, d)}. Other arrays in it, such as spatial statistics or images, are not touched.
 *
 * <p>We write {@code count} beside them, the number of images; files of others lack it.
 */
public final class StatisticsFile {
    private static final String MEAN = "mu";
    private static final String COVARIANCE = "sigma";
    private static final String COUNT = "count";

    private StatisticsFile() {}

    /** Whether a location is meant to be such a file. */
    public static boolean isName(String location) {
        return location.toLowerCase(Locale.ROOT).endsWith(".npz");
    }

    /**
     * Reads statistics.
     *
     * @throws UserError when the file is damaged, lacks an array, or the two do not fit together
     */
    public static Moments read(Path path) {
        try (Scope s = Scope.open();
                Npz file = Npz.open(path)) {
            if (!file.names().contains(MEAN) || !file.names().contains(COVARIANCE)) {
                throw UserError.failed(
                        path + " holds " + file.names() + " and not mu and sigma",
                        "take a file of Frechet statistics, or give the images themselves");
            }
            Tensor mean = file.read(MEAN);
            Tensor covariance = file.read(COVARIANCE);
            long d = mean.numel();
            if (mean.dim() != 1
                    || covariance.dim() != 2
                    || covariance.size(0) != d
                    || covariance.size(1) != d) {
                throw UserError.failed(
                        "%s: mu is %s and sigma %s"
                                .formatted(
                                        path,
                                        Shapes.text(Shapes.of(mean)),
                                        Shapes.text(Shapes.of(covariance))),
                        "take a file where they are d and d x d");
            }
            requireFinite(path, mean);
            requireFinite(path, covariance);
            long count = file.names().contains(COUNT) ? Plain.longs(file.read(COUNT))[0] : 0;
            return new Moments(count, Plain.doubles(mean), Plain.doubles(covariance));
        }
    }

    private static void requireFinite(Path path, Tensor values) {
        if (!values.to(ScalarType.Double).isfinite().all().item_bool()) {
            throw UserError.failed(
                    path + " holds values that are not finite",
                    "compute the statistics again, from images whose features are finite");
        }
    }

    /** Writes statistics in double precision, replacing the file as a whole. */
    public static void write(Path path, Moments moments) {
        try (Scope s = Scope.open()) {
            long d = moments.dimensions();
            Map<String, Tensor> arrays = new LinkedHashMap<>();
            arrays.put(MEAN, Plain.tensor(moments.mean(), d));
            arrays.put(COVARIANCE, Plain.tensor(moments.covariance(), d, d));
            arrays.put(COUNT, Plain.tensor(new long[] {moments.count()}, new long[0]));
            Npz.write(path, arrays);
        }
    }
}
