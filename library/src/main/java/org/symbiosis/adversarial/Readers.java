package org.symbiosis.adversarial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Gathering;
import org.symbiosis.train.Gradients;

/**
 * A discriminator and replicas of it, over which the images of a move are split. Its losses are of
 * all embeddings together, so that the threads {@linkplain Gathering gather} for them.
 */
final class Readers implements AutoCloseable {
    private final List<Discriminator> all = new ArrayList<>();
    private final Gathering gathering;

    /** Looks at rows by one of the networks. */
    @FunctionalInterface
    interface Look {
        Gathering.Part by(Discriminator d, long from, long to);
    }

    /**
     * So many networks that share this one's weights. A spectrally normalised one, which changes
     * its estimate whenever it looks, stays alone.
     */
    Readers(Discriminator first, int threads) {
        gathering = new Gathering(first.config().weights() == Weights.PLAIN ? threads : 1);
        all.add(first);
        try (Scope s = Scope.open()) {
            while (all.size() < gathering.count()) {
                Discriminator copy = Seed.aside(() -> new Discriminator(first.config()));
                copy.shareStorageOf(first);
                all.add(copy);
            }
        }
    }

    /** {@link Gathering#run} by these networks. */
    <T> T run(long rows, Look look, Function<List<Tensor>, T> loss) {
        return gathering.run(rows, (worker, from, to) -> look.by(all.get(worker), from, to), loss);
    }

    /** Begins a move of the discriminator: the replicas' gradients become zero. */
    void zeroGradients() {
        all.stream().skip(1).forEach(d -> Gradients.zero(d.parameters().values()));
    }

    /** Ends it: the first network's gradients become the sum of all. */
    void sumGradients() {
        Map<String, Tensor> first = all.get(0).parameters();
        all.stream().skip(1).forEach(d -> Gradients.add(first, d.parameters()));
    }

    /** Frees the replicas. */
    @Override
    public void close() {
        gathering.close();
        all.stream().skip(1).forEach(Discriminator::close);
    }
}
