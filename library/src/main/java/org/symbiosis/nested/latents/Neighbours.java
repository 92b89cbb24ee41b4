package org.symbiosis.nested.latents;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The nearest of a set to each of some queries, as in Fig. 5.5.
 *
 * @param rows of the set, {@code (queries, k)}, the nearest first
 * @param distances to them
 */
@SuppressWarnings("ArrayRecordComponent")
public record Neighbours(int[][] rows, float[][] distances) {
    private static final double TINY = 1e-12;

    /** What near means. */
    public enum Metric {
        /** One less the cosine of the angle. */
        COSINE {
            @Override
            Tensor prepared(Tensor x) {
                long[] last = {1};
                return x.div(x.square().sum(last, true, none()).add(new Scalar(TINY)).sqrt());
            }

            @Override
            Tensor between(Tensor q, Tensor x) {
                return q.matmul(x.t()).neg().add(new Scalar(1.0));
            }
        },
        /** The length of the difference. */
        EUCLIDEAN {
            @Override
            Tensor prepared(Tensor x) {
                return x;
            }

            @Override
            Tensor between(Tensor q, Tensor x) {
                Tensor squares = q.square().sum(1).unsqueeze(1).add(x.square().sum(1));
                Tensor all = squares.sub(q.matmul(x.t()).mul(new Scalar(2.0)));
                return all.clamp_min(new Scalar(0.0)).sqrt();
            }
        };

        abstract Tensor prepared(Tensor x);

        /** Distances {@code (Q, N)}. */
        abstract Tensor between(Tensor q, Tensor x);
    }

    private static org.bytedeco.pytorch.ScalarTypeOptional none() {
        return new org.bytedeco.pytorch.ScalarTypeOptional();
    }

    /**
     * Looks all of them up.
     *
     * @param queries {@code (Q, ...)}
     * @param set {@code (N, ...)} of the same kind
     * @param k how many neighbours, at most N
     */
    public static Neighbours of(Tensor queries, Tensor set, int k, Metric metric) {
        try (Scope s = Scope.open()) {
            Tensor q = metric.prepared(queries.flatten(1, -1));
            Tensor x = metric.prepared(set.flatten(1, -1));
            int count = (int) Math.min(k, set.size(0));
            var nearest = metric.between(q, x).topk(count, 1, false, true);
            float[] distances = Plain.floats(nearest.get0());
            long[] rows = Plain.longs(nearest.get1());
            List<int[]> ids = new ArrayList<>();
            List<float[]> far = new ArrayList<>();
            for (int i = 0; i < queries.size(0); i++) {
                int[] one = new int[count];
                float[] itsDistances = new float[count];
                for (int j = 0; j < count; j++) {
                    one[j] = (int) rows[i * count + j];
                    itsDistances[j] = distances[i * count + j];
                }
                ids.add(one);
                far.add(itsDistances);
            }
            return new Neighbours(ids.toArray(int[][]::new), far.toArray(float[][]::new));
        }
    }
}
