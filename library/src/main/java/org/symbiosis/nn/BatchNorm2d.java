package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;

/**
 * Mean 0 and variance 1 of each channel over batch and places, then a learnt scale and shift (Ioffe
 * and Szegedy 2015).
 *
 * <p>In training the statistics are the batch's own, and running ones follow them; in evaluation
 * the running ones are used. A batch must therefore not be split in training.
 */
public final class BatchNorm2d extends Layer {
    /** The usual epsilon, added to the variance. */
    public static final double EPS = 1e-5;

    /** The usual share of a new batch in the running statistics. */
    public static final double MOMENTUM = 0.1;

    private static final Scalar ONE = one();

    private final double eps;
    private final double momentum;
    private final Tensor weight; // (C)
    private final Tensor bias; // (C)
    private final Tensor runningMean; // (C)
    private final Tensor runningVar; // (C)
    private final Tensor batches; // ()

    private static Scalar one() {
        Engine.start();
        return Scope.keep(new Scalar(1));
    }

    /** With the usual constants. */
    public BatchNorm2d(int channels) {
        this(channels, EPS, MOMENTUM);
    }

    /**
     * Scale 1 and shift 0 at first.
     *
     * @param eps added to the variance
     * @param momentum share of a new batch in the running statistics, in (0, 1]
     */
    public BatchNorm2d(int channels, double eps, double momentum) {
        if (!(eps > 0 && momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException(
                    "eps must be positive and momentum in (0, 1], not " + eps + " and " + momentum);
        }
        this.eps = eps;
        this.momentum = momentum;
        weight = parameter("weight", ones(channels));
        bias = parameter("bias", zeros(channels));
        runningMean = buffer("running_mean", zeros(channels));
        runningVar = buffer("running_var", ones(channels));
        batches = buffer("num_batches_tracked", zeros(new long[0]).to(ScalarType.Long));
    }

    /** The scale, {@code (C)}. */
    public Tensor weight() {
        return weight;
    }

    /** Normalises {@code (B, C, H, W)}. */
    public Tensor forward(Tensor x) {
        if (isTraining()) {
            batches.add_(ONE);
        }
        return batch_norm(
                x,
                new TensorOptional(weight),
                new TensorOptional(bias),
                new TensorOptional(runningMean),
                new TensorOptional(runningVar),
                isTraining(),
                momentum,
                eps,
                false);
    }
}
