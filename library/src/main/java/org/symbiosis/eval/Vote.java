package org.symbiosis.eval;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** How near an image is to another one, and how much the word of a near one weighs. */
public sealed interface Vote {
    /**
     * Nearness of each query to each known image.
     *
     * @param queries double {@code (m, D)}
     * @param gallery double {@code (n, D)}
     * @return double {@code (m, n)}, the nearest with the largest value
     */
    Tensor nearness(Tensor queries, Tensor gallery);

    /** Weights of neighbours of this nearness, value by value. */
    Tensor weights(Tensor nearness);

    /** The choice in a few words. */
    String words();

    /**
     * Cosine similarity s, weight exp(s / T): the tables' choice.
     *
     * @param temperature T, positive
     */
    record Exponential(double temperature) implements Vote {
        /** Checks the range. */
        public Exponential {
            if (!(temperature > 0)) {
                throw new IllegalArgumentException("the temperature must be positive");
            }
        }

        @Override
        public Tensor nearness(Tensor queries, Tensor gallery) {
            return cosine(queries, gallery);
        }

        @Override
        public Tensor weights(Tensor nearness) {
            return nearness.div(new Scalar(temperature)).exp();
        }

        @Override
        public String words() {
            return "cosine, exp(s / " + temperature + ")";
        }
    }

    /**
     * Euclidean distance d of the features as they are, weight 1 / (d + eps).
     *
     * @param eps positive
     */
    record Inverse(double eps) implements Vote {
        /** The usual choice, 1e-5. */
        public static final Inverse USUAL = new Inverse(1e-5);

        /** Checks the range. */
        public Inverse {
            if (!(eps > 0)) {
                throw new IllegalArgumentException("eps must be positive");
            }
        }

        @Override
        public Tensor nearness(Tensor queries, Tensor gallery) {
            Tensor q = queries.square().sum(new long[] {1}, true, null); // (m, 1)
            Tensor g = gallery.square().sum(new long[] {1}, true, null).t(); // (1, n)
            Tensor squared = queries.matmul(gallery.t()).mul(new Scalar(-2)).add(q).add(g);
            return squared.clamp_min(new Scalar(0)).sqrt().neg();
        }

        @Override
        public Tensor weights(Tensor nearness) {
            return nearness.neg().add(new Scalar(eps)).reciprocal();
        }

        @Override
        public String words() {
            return "Euclidean, 1 / (d + " + eps + ")";
        }
    }

    /** Cosine similarity, one vote each; the lowest class of equally many votes wins. */
    record Majority() implements Vote {
        @Override
        public Tensor nearness(Tensor queries, Tensor gallery) {
            return cosine(queries, gallery);
        }

        @Override
        public Tensor weights(Tensor nearness) {
            return nearness.isfinite().to(nearness.scalar_type());
        }

        @Override
        public String words() {
            return "cosine, majority";
        }
    }

    private static Tensor cosine(Tensor queries, Tensor gallery) {
        return unit(queries).matmul(unit(gallery).t());
    }

    private static Tensor unit(Tensor x) {
        Tensor norm = x.norm(new ScalarOptional(new Scalar(2)), new long[] {1}, true);
        return x.div(norm.clamp_min(new Scalar(1e-12)));
    }
}
