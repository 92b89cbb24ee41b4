package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.relu;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The hinge loss of a usual GAN on scores of any shape (appendix B.3). */
public final class HingeLoss {
    private HingeLoss() {}

    /** {@code mean relu(1 - D(x)) + mean relu(1 + D(x^))}: for the discriminator. */
    public static Tensor discriminator(Tensor score, Tensor fakeScore) {
        Scalar one = new Scalar(1);
        Tensor real = relu(score.neg().add(one)).mean();
        return real.add(relu(fakeScore.add(one)).mean());
    }

    /** {@code -mean D(x^)}: for the generator. */
    public static Tensor generator(Tensor fakeScore) {
        return fakeScore.mean().neg();
    }
}
