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
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Exact t-SNE: neighbours in many dimensions stay neighbours in a plane. Each step costs n * n, and
 * so does the memory, about 16 bytes a pair of points: right up to some 5,000 points. Distances and
 * sizes of groups in the picture mean little; who lies beside whom does.
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
        int threads = Engine.threads();
        Engine.useThreads(Engine.cores());
        progress.begin("t-SNE of " + points.size(0) + " points", 0, config.iterations());
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor X = points.to(ScalarType.Double);
            Tensor P = Affinities.of(X, config.perplexity()); // (n, n)
            Tensor Y = start(X); // (n, 2)
            descend(P, Y);
            double[] places = Plain.doubles(Y);
            return layout(places, divergence(P, Y));
        } finally {
            progress.end();
            Engine.useThreads(threads);
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
                Tensor slope = slope(P, Y, early ? config.exaggeration() : 1);
                adapt(gains, slope, velocity);
                velocity.mul_(new Scalar(early ? config.earlyMomentum() : config.momentum()));
                velocity.sub_(slope.mul_(gains), new Scalar(config.learningRate()));
                Y.add_(velocity);
                Y.sub_(Y.mean(new long[] {0}, true, new ScalarTypeOptional()));
                String note = "";
                if (step % REPORT == 0) {
                    note = String.format(Locale.ROOT, "divergence %.3f", divergence(P, Y));
                }
                progress.step(step, note, 0);
            }
        }
    }

    /** Gains grow by 0.2 where the slope has turned against the motion's past, else shrink. */
    private static void adapt(Tensor gains, Tensor slope, Tensor velocity) {
        Tensor steady = slope.mul(velocity).lt(new Scalar(0)).to(ScalarType.Float); // (n, 2)
        Tensor shrunk = gains.mul(new Scalar(0.8));
        Tensor grown = gains.add(new Scalar(0.2));
        gains.copy_(shrunk.add_(grown.sub_(shrunk).mul_(steady)));
        gains.clamp_min_(new Scalar(LEAST_GAIN));
    }

    /** dC/dy_i = 4 sum_j (p_ij - q_ij) w_ij (y_i - y_j), with w = 1 / (1 + |y_i - y_j|^2). */
    private static Tensor slope(Tensor P, Tensor Y, double exaggeration) {
        Tensor w = closeness(Y); // (n, n)
        Tensor pull = P.mul(new Scalar(exaggeration)).sub_(w.div(w.sum())).mul_(w);
        Tensor sums = pull.sum(new long[] {1}, true, new ScalarTypeOptional()); // (n, 1)
        return sums.mul(Y).sub_(pull.matmul(Y)).mul_(new Scalar(4));
    }

    /** {@code 1 / (1 + |y_i - y_j|^2)}, zero on the diagonal. */
    private static Tensor closeness(Tensor Y) {
        Tensor squares = Y.square().sum(new long[] {1}, true, new ScalarTypeOptional()); // (n, 1)
        return Y.matmul(Y.t())
                .mul_(new Scalar(-2))
                .add_(squares)
                .add_(squares.t())
                .clamp_min_(new Scalar(0))
                .add_(new Scalar(1))
                .reciprocal_()
                .fill_diagonal_(new Scalar(0));
    }

    private static double divergence(Tensor P, Tensor Y) {
        try (Scope s = Scope.open()) {
            Tensor w = closeness(Y);
            Tensor q = w.div_(w.sum()).clamp_min_(new Scalar(1e-30));
            Tensor terms = P.xlogy(P).sub_(q.log_().mul_(P));
            return terms.to(ScalarType.Double).sum().item_double();
        }
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
