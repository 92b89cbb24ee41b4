package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.ones_like;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.Locale;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Exact t-SNE: neighbours in many dimensions stay neighbours in a plane. Each step costs n * n, and
 * the memory is about 30 bytes a pair of points at first, 4 in the descent: right up to some 5,000
 * points. Distances and sizes of groups in the picture mean little; who lies beside whom does.
 */
public final class Tsne {
    /** Beyond this many points memory and time become a burden. */
    public static final int MOST_POINTS = 10_000;

    private static final double START = 1e-4;
    private static final double JITTER = 1e-7;
    private static final double LEAST_GAIN = 0.01;
    private static final int REPORT = 50;

    private final TsneConfig config;
    private final Progress progress;

    /** Lays out points in this way. */
    public Tsne(TsneConfig config, Progress progress) {
        this.config = config;
        this.progress = progress;
    }

    /**
     * A place for each point, around the origin.
     *
     * @param x of each point
     * @param y of each point
     * @param divergence Kullback-Leibler divergence between neighbourhoods before and after, in
     *     nats: smaller is truer
     */
    public record Layout(double[] x, double[] y, double divergence) {}

    /**
     * Lays out points.
     *
     * @param points {@code (n, d)}, d at least 2
     * @throws UserError when there are too few points for the perplexity, or too many at all
     */
    public Layout layout(Tensor points) {
        check(points.size(0));
        progress.begin("t-SNE of " + points.size(0) + " points", 0, config.iterations());
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor X = points.to(ScalarType.Double);
            Tensor P = Affinities.of(X, config.perplexity()); // (n, n)
            Tensor Y = start(X); // (n, 2)
            descend(P, Y);
            double[] places = Plain.doubles(Y);
            return layout(places, new TsneForces(Y).divergence(P));
        } finally {
            progress.end();
        }
    }

    /** Lays out features. */
    public Layout layout(Features features) {
        try (Scope s = Scope.open()) {
            return layout(features.tensor());
        }
    }

    private void check(long n) {
        if (n <= 3 * config.perplexity()) {
            throw UserError.usage(
                    "perplexity " + config.perplexity() + " is too much for " + n + " points",
                    "take more points, or a perplexity below a third of their number");
        }
        if (n > MOST_POINTS) {
            throw UserError.usage(
                    "exact t-SNE of " + n + " points would take too long",
                    "take a sample of at most " + MOST_POINTS + ", or PCA");
        }
    }

    /** The first two principal components, tiny, and jitter so that equal points can part. */
    private Tensor start(Tensor X) {
        Pca.Fit pca = new Pca(2).fit(X);
        double[] places = Plain.doubles(pca.project(X));
        double unit = Math.sqrt(pca.variances()[0]);
        SplitMix random = SplitMix.of(config.seed());
        float[] start = new float[places.length];
        for (int i = 0; i < start.length; i++) {
            double place = unit > 0 ? places[i] / unit : 0;
            start[i] = (float) (START * place + JITTER * random.gaussian());
        }
        return Plain.tensor(start, X.size(0), 2);
    }

    /** Gradient descent with momentum and a gain for each coordinate, in place. */
    private void descend(Tensor P, Tensor Y) {
        Tensor velocity = zeros_like(Y);
        Tensor gains = ones_like(Y);
        for (int step = 1; step <= config.iterations(); step++) {
            try (Scope inner = Scope.open()) {
                boolean early = step <= config.earlyIterations();
                TsneForces forces = new TsneForces(Y);
                Tensor slope = forces.slope(P, early ? config.exaggeration() : 1);
                adapt(gains, slope, velocity);
                velocity.mul_(new Scalar(early ? config.earlyMomentum() : config.momentum()));
                velocity.sub_(slope.mul_(gains), new Scalar(config.learningRate()));
                Y.add_(velocity);
                Y.sub_(Y.mean(new long[] {0}, true, new ScalarTypeOptional()));
                progress.step(step, step % REPORT == 0 ? note(P, Y) : "", 0);
            }
        }
    }

    private static String note(Tensor P, Tensor Y) {
        double divergence = new TsneForces(Y).divergence(P);
        return String.format(Locale.ROOT, "divergence %.3f", divergence);
    }

    /** Gains grow by 0.2 where the slope has turned against the motion's past, else shrink. */
    private static void adapt(Tensor gains, Tensor slope, Tensor velocity) {
        Tensor steady = slope.mul(velocity).lt(new Scalar(0)).to(ScalarType.Float); // (n, 2)
        Tensor shrunk = gains.mul(new Scalar(0.8));
        Tensor grown = gains.add(new Scalar(0.2));
        gains.copy_(shrunk.add_(grown.sub_(shrunk).mul_(steady)));
        gains.clamp_min_(new Scalar(LEAST_GAIN));
    }

    private static Layout layout(double[] places, double divergence) {
        double[] x = new double[places.length / 2];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = places[2 * i];
            y[i] = places[2 * i + 1];
        }
        return new Layout(x, y, divergence);
    }
}
