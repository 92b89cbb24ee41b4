package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.cat;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * How alike embeddings are to those of their neighbours (Eq. 3.6). Neighbours are looked up by keys
 * in a pool: the batch's real images first, then the memory bank. Those of the batch carry
 * gradient.
 */
public final class ClusterLoss {
    private static final double TEMPERATURE = 0.5;

    private ClusterLoss() {}

    /**
     * Real images to look among.
     *
     * @param keys {@code (n, F)}, of length 1, without gradient
     * @param values embeddings {@code (n, p)}, of length 1
     */
    public record Pool(Tensor keys, Tensor values) {
        /** The batch's own keys and embeddings, followed by the bank's. */
        public static Pool of(Tensor keys, Tensor values, MemoryBank bank) {
            return new Pool(
                    cat(new TensorVector(keys, bank.keys()), 0),
                    cat(new TensorVector(values, bank.values()), 0));
        }
    }

    /**
     * Neighbours of queries.
     *
     * @param indices places in the pool {@code (B, K)}
     * @param similarities of the keys {@code (B, K)}
     */
    record Neighbours(Tensor indices, Tensor similarities) {
        /** The {@code K} most similar entries of the pool after the first {@code offset}. */
        static Neighbours of(Tensor keys, Pool pool, int K, int offset) {
            try (NoGradGuard g = new NoGradGuard()) {
                Tensor all = keys.matmul(pool.keys().t()); // (B, n)
                T_TensorTensor_T best = all.topk(K + offset, 1, true, true);
                return new Neighbours(
                        best.get1().narrow(1, offset, K), best.get0().narrow(1, offset, K));
            }
        }

        /** How much each counts; a row sums to 1. */
        private Tensor weights(ClusterConfig.NeighbourWeights how) {
            if (how == ClusterConfig.NeighbourWeights.SOFTMAX) {
                return similarities.div(new Scalar(TEMPERATURE)).softmax(1);
            }
            return similarities.mul(new Scalar(0)).add(new Scalar(1.0 / similarities.size(1)));
        }
    }

    /** Mean similarity of real embeddings to their neighbours; each image itself is passed over. */
    public static Tensor real(ClusterConfig config, Tensor keys, Tensor z, Pool pool) {
        return mean(config, Neighbours.of(keys, pool, config.neighbours(), 1), z, pool);
    }

    /** Mean similarity of generated embeddings to their real neighbours. */
    public static Tensor fake(ClusterConfig config, Tensor keys, Tensor zg, Pool pool) {
        int offset = config.fakeNeighbourOffset();
        return mean(config, Neighbours.of(keys, pool, config.neighbours(), offset), zg, pool);
    }

    private static Tensor mean(ClusterConfig config, Neighbours found, Tensor z, Pool pool) {
        Tensor chosen = pool.values().index_select(0, found.indices().flatten()); // (B K, p)
        Tensor V = chosen.view(z.size(0), config.neighbours(), -1); // (B, K, p)
        Tensor similar = V.mul(z.unsqueeze(1)).sum(-1); // (B, K)
        return similar.mul(found.weights(config.weights())).sum(1).mean();
    }
}
