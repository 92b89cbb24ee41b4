package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.linalg_eigh;
import static org.bytedeco.pytorch.global.torch.linalg_svd;

import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/**
 * Principal components: the orthogonal directions along which samples vary most, in double
 * precision and with a sign that is the same on every machine.
 *
 * @param components directions to find
 */
public record Pca(int components) {
    /** Checks the number. */
    public Pca {
        if (components < 1) {
            throw new IllegalArgumentException("at least one component, not " + components);
        }
    }

    /**
     * What was found.
     *
     * @param mean of the samples, {@code (d)}
     * @param axes unit vectors, largest variance first, {@code (k, d)} row-major; the entry of
     *     largest size is positive in each
     * @param variances along the axes (n - 1), descending
     * @param totalVariance along all directions together
     */
    public record Fit(double[] mean, double[] axes, double[] variances, double totalVariance) {
        /** Features of a sample. */
        public int dimensions() {
            return mean.length;
        }

        /** Share of the total variance along each axis, in [0, 1]; 0 where nothing varies. */
        public double[] explained() {
            double all = totalVariance;
            return Arrays.stream(variances).map(v -> all > 0 ? v / all : 0).toArray();
        }

        /**
         * Coordinates of samples along the axes.
         *
         * @param X {@code (n, d)}
         * @return double {@code (n, k)}, owned by the caller's scope
         */
        public Tensor project(Tensor X) {
            return Scope.tidy(
                    () -> X.detach().to(ScalarType.Double).sub(row()).matmul(matrix().t()));
        }

        /**
         * The samples that have these coordinates; what lay outside the axes is lost.
         *
         * @param scores {@code (n, k)}
         * @return double {@code (n, d)}, owned by the caller's scope
         */
        public Tensor restore(Tensor scores) {
            return Scope.tidy(
                    () -> scores.detach().to(ScalarType.Double).matmul(matrix()).add(row()));
        }

        private Tensor row() {
            return Plain.tensor(mean, 1, mean.length);
        }

        private Tensor matrix() {
            return Plain.tensor(axes, variances.length, mean.length);
        }
    }

    /**
     * Finds the components of samples.
     *
     * @param X {@code (n, d)}, with at least {@code components} samples and features
     */
    public Fit fit(Tensor X) {
        if (X.dim() != 2 || X.size(0) < Math.max(2, components) || X.size(1) < components) {
            throw new IllegalArgumentException(
                    components + " components of samples " + Shapes.text(Shapes.of(X)));
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor wide = X.to(ScalarType.Double);
            Tensor mean = wide.mean(new long[] {0}, true, new ScalarTypeOptional()); // (1, d)
            Tensor centred = wide.sub(mean);
            double total = centred.square().sum().item_double() / (X.size(0) - 1);
            return X.size(0) > X.size(1)
                    ? ofCovariance(centred, mean, total)
                    : ofSamples(centred, mean, total);
        }
    }

    /** By the d x d covariance: cheap where samples are many. */
    private Fit ofCovariance(Tensor centred, Tensor mean, double total) {
        Tensor C = centred.t().matmul(centred); // (d, d)
        T_TensorTensor_T eigen = linalg_eigh(C); // ascending
        long d = C.size(0);
        double[] values = Plain.doubles(eigen.get0().narrow(0, d - components, components));
        Tensor vectors = eigen.get1().narrow(1, d - components, components).t(); // (k, d)
        double[] variances = new double[components];
        for (int i = 0; i < components; i++) {
            variances[i] = Math.max(0, values[components - 1 - i]) / (centred.size(0) - 1);
        }
        return fit(mean, vectors.flip(0), variances, total);
    }

    /** By the samples themselves, where features are many. */
    private Fit ofSamples(Tensor centred, Tensor mean, double total) {
        var svd = linalg_svd(centred, false, new StringViewOptional());
        double[] singular = Plain.doubles(svd.get1().narrow(0, 0, components));
        double[] variances = new double[components];
        for (int i = 0; i < components; i++) {
            variances[i] = singular[i] * singular[i] / (centred.size(0) - 1);
        }
        return fit(mean, svd.get2().narrow(0, 0, components), variances, total);
    }

    private static Fit fit(Tensor mean, Tensor vectors, double[] variances, double total) {
        double[] axes = Plain.doubles(vectors);
        int d = (int) vectors.size(1);
        for (int i = 0; i < variances.length; i++) {
            pointUp(axes, i * d, d);
        }
        return new Fit(Plain.doubles(mean), axes, variances, total);
    }

    /**
     * Turns an axis so that its largest entry is positive; the first of nearly equal ones decides.
     */
    private static void pointUp(double[] axes, int from, int d) {
        int largest = from;
        for (int i = from; i < from + d; i++) {
            if (Math.abs(axes[i]) > Math.abs(axes[largest]) * (1 + 1e-9)) {
                largest = i;
            }
        }
        double sign = axes[largest] < 0 ? -1 : 1;
        for (int i = from; i < from + d; i++) {
            axes[i] *= sign;
        }
    }
}
