package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.function.IntFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Linear;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.Optimizer;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.ParameterGroup;

/** A linear classifier on frozen features: how much of the classes lies open in them. */
public final class LinearProbe {
    private static final double NORM_EPS = 1e-6;
    private static final double NORM_MOMENTUM = 0.1;
    private static final long WORTH_SHARING = 100_000_000;

    private final ProbeProtocol protocol;
    private final long seed;

    /** A probe; the seed decides first weights and order. */
    public LinearProbe(ProbeProtocol protocol, long seed) {
        this.protocol = protocol;
        this.seed = seed;
    }

    /** Trains on the same features in every epoch; percent right on the test features. */
    public double accuracy(Features train, Features test) {
        return accuracy(epoch -> train, test);
    }

    /**
     * Trains on features that may change with the epoch, as augmented images' do.
     *
     * @param train the features of an epoch, from 0; always of the same images
     * @return percent right on the test features after the last epoch
     */
    public double accuracy(IntFunction<Features> train, Features test) {
        Features first = train.apply(0);
        first.requireClasses("a linear probe");
        test.requireClasses("a linear probe");
        int classes = Math.max(first.classCount(), test.classCount());
        Tensor before = Seed.state();
        Seed.set(seed);
        int threads = Engine.threads();
        Engine.useThreads(threadsFor((long) protocol.batch() * first.d() * classes));
        try (Scope s = Scope.open();
                Linear head = new Linear(first.d(), classes)) {
            if (protocol instanceof ProbeProtocol.Simple simple) {
                return simple(simple, train, test, head);
            }
            if (protocol instanceof ProbeProtocol.Momentum momentum) {
                return momentum(momentum, train, test, head);
            }
            return lars((ProbeProtocol.Lars) protocol, train, test, head);
        } finally {
            Engine.useThreads(threads);
            Seed.restore(before);
        }
    }

    /** Two threads that wait for each other after every small product are slower than one. */
    private static int threadsFor(long products) {
        return products < WORTH_SHARING ? 1 : Engine.cores();
    }

    private double simple(
            ProbeProtocol.Simple p, IntFunction<Features> train, Features test, Linear head) {
        OptimizerConfig config = new OptimizerConfig.AdamW(0.9, 0.999, 1e-8, p.weightDecay());
        try (Optimizer optimizer =
                config.create(ParameterGroup.all(head.parameters(), p.weightDecay()))) {
            double rate = p.rate();
            for (int epoch = 0; epoch < p.epochs(); epoch++) {
                double now = rate;
                epoch(train.apply(epoch), epoch, p.batch(), head::forward, optimizer, step -> now);
                rate = p.rate() * (1 + Math.cos(Math.PI * epoch / p.epochs())) / 2;
            }
        }
        return right(head.forward(test.tensor()), test);
    }

    private double momentum(
            ProbeProtocol.Momentum p, IntFunction<Features> train, Features test, Linear head) {
        Features first = train.apply(0);
        int steps = first.n() / Math.min(p.batch(), first.n());
        try (Optimizer optimizer =
                new OptimizerConfig.Momentum(p.momentum(), 0)
                        .create(ParameterGroup.all(head.parameters(), 0))) {
            for (int epoch = 0; epoch < p.epochs(); epoch++) {
                int e = epoch;
                epoch(
                        train.apply(epoch),
                        epoch,
                        p.batch(),
                        head::forward,
                        optimizer,
                        step -> {
                            double done = (e + (double) step / steps) / p.epochs();
                            return p.rate() * (1 + Math.cos(Math.PI * done)) / 2;
                        });
            }
        }
        return right(head.forward(test.tensor()), test);
    }

    private double lars(
            ProbeProtocol.Lars p, IntFunction<Features> train, Features test, Linear head) {
        Initialisation.truncatedNormal(head.weight(), 0.01);
        Initialisation.constant(head.bias(), 0);
        Tensor mean = zeros(test.d());
        Tensor variance = ones(test.d());
        Features first = train.apply(0);
        int batch = Math.min(p.batch(), first.n());
        LearningRate schedule =
                new LearningRate.WarmupCosine(
                        p.baseRate(), LearningRate.Scaling.PER_256_IMAGES, p.warmup(), 0);
        try (Optimizer optimizer =
                OptimizerConfig.LayerAdaptive.ofProbe()
                        .create(ParameterGroup.all(head.parameters(), 0))) {
            int steps = first.n() / batch;
            for (int epoch = 0; epoch < p.epochs(); epoch++) {
                int e = epoch;
                epoch(
                        train.apply(epoch),
                        epoch,
                        batch,
                        x -> head.forward(normalise(x, mean, variance, true)),
                        optimizer,
                        step -> schedule.at(e + (double) step / steps, p.epochs(), batch));
            }
        }
        return right(head.forward(normalise(test.tensor(), mean, variance, false)), test);
    }

    private static Tensor normalise(Tensor x, Tensor mean, Tensor variance, boolean training) {
        return batch_norm(
                x,
                new TensorOptional(),
                new TensorOptional(),
                new TensorOptional(mean),
                new TensorOptional(variance),
                training,
                NORM_MOMENTUM,
                NORM_EPS,
                false);
    }

    /** Scores of a batch of features. */
    private interface Classifier {
        Tensor scores(Tensor x);
    }

    /** The rate of a step within its epoch. */
    private interface Rate {
        double at(int step);
    }

    private void epoch(
            Features features,
            int epoch,
            int wanted,
            Classifier classifier,
            Optimizer optimizer,
            Rate rate) {
        int n = features.n();
        int batch = Math.min(wanted, n);
        int[] order = SplitMix.of(seed, epoch).permutation(n);
        try (Scope s = Scope.open()) {
            Tensor X = features.tensor();
            Tensor y = features.labelTensor();
            for (int step = 0; step < n / batch; step++) {
                try (Scope inner = Scope.open()) {
                    long[] rows = new long[batch];
                    for (int i = 0; i < batch; i++) {
                        rows[i] = order[step * batch + i];
                    }
                    Tensor index = Plain.tensor(rows, batch);
                    optimizer.zeroGradients();
                    Tensor scores = classifier.scores(X.index_select(0, index));
                    cross_entropy_loss(scores, y.index_select(0, index)).backward();
                    optimizer.step(rate.at(step));
                }
            }
        }
    }

    private static double right(Tensor scores, Features test) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            long[] predicted =
                    Plain.longs(scores.argmax(new org.bytedeco.pytorch.LongOptional(1), false));
            int right = 0;
            for (int i = 0; i < predicted.length; i++) {
                right += predicted[i] == test.labels()[i] ? 1 : 0;
            }
            return 100.0 * right / test.n();
        }
    }
}
