package org.symbiosis.eval;

import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * A linear support vector machine, one class against the rest, with squared hinge: for each class
 * it minimises |w|^2 / 2 + b^2 / 2 + C sum max(0, 1 - y (w x + b))^2 with y = 1 in the class and -1
 * outside (LIBLINEAR's form, the bias is regularised too).
 *
 * <p>The optimum is unique; Newton's method finds it to rounding, so there is no seed.
 *
 * @param c C, positive: larger fits the training data more closely
 */
public record Svm(double c) {
    /** Checks the range. */
    public Svm {
        if (!(c > 0) || Double.isInfinite(c)) {
            throw UserError.usage("C = " + c, "choose a positive number");
        }
    }

    /**
     * What was learnt.
     *
     * @param coefficients {@code (classes, d)} row-major
     * @param intercepts {@code (classes)}
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Fit(double[] coefficients, double[] intercepts) {
        /** Values w x + b, {@code (n, classes)} row-major. */
        public double[] decisions(Features features) {
            int classes = intercepts.length;
            if (coefficients.length != classes * features.d()) {
                throw new IllegalArgumentException(
                        features.d() + " features and " + coefficients.length + " coefficients");
            }
            try (Scope s = Scope.open()) {
                Tensor w = Plain.tensor(coefficients, classes, features.d());
                Tensor b = Plain.tensor(intercepts, classes);
                return Plain.doubles(features.tensor().to(w.scalar_type()).matmul(w.t()).add(b));
            }
        }

        /** Percent of the images for whose class the value is largest; of equal ones the lowest. */
        public double accuracy(Features features) {
            features.requireClasses("an SVM");
            double[] values = decisions(features);
            int classes = intercepts.length;
            int right = 0;
            for (int i = 0; i < features.n(); i++) {
                int best = 0;
                for (int k = 1; k < classes; k++) {
                    best = values[i * classes + k] > values[i * classes + best] ? k : best;
                }
                right += best == features.labels()[i] ? 1 : 0;
            }
            return 100.0 * right / features.n();
        }
    }

    /** Learns from features as they are; see {@link Features#unit}. */
    public Fit fit(Features train) {
        return fit(train, train.classCount());
    }

    /**
     * Learns from features as they are.
     *
     * @param classes number of classes, more than any label; one without an image never wins
     */
    public Fit fit(Features train, int classes) {
        train.requireClasses("an SVM");
        if (train.n() == 0 || classes < 2 || classes < train.classCount()) {
            throw UserError.usage(
                    train.n() + " images of " + classes + " classes",
                    "an SVM needs images of at least two classes");
        }
        int threads = Engine.threads();
        Engine.useThreads(Engine.cores());
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                SquaredHinge objective = new SquaredHinge(train, classes, c)) {
            double[] W = Plain.doubles(objective.minimum().t());
            int row = train.d() + 1;
            double[] coefficients = new double[classes * train.d()];
            double[] intercepts = new double[classes];
            for (int k = 0; k < classes; k++) {
                System.arraycopy(W, k * row, coefficients, k * train.d(), train.d());
                intercepts[k] = W[k * row + train.d()];
            }
            requireFinite(coefficients);
            return new Fit(coefficients, intercepts);
        } finally {
            Engine.useThreads(threads);
        }
    }

    private static void requireFinite(double[] coefficients) {
        if (!Arrays.stream(coefficients).allMatch(Double::isFinite)) {
            throw UserError.failed(
                    "the SVM found no finite solution",
                    "check that the features are finite and not huge, or choose a smaller C");
        }
    }
}
