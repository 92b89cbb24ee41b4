package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.grad;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.UserError;

/** Which way the objective pulls, for looking at what a discriminator has learnt (Figure 3.2). */
public final class Forces {
    private Forces() {}

    /**
     * Where inputs would go if they were the generator's: down the distance of embeddings, {@code
     * -dd/dx} (Eq. 3.4 or 3.5), without the term of neighbours.
     *
     * @param real images or points {@code (N, ...)}
     * @param others inputs to be moved {@code (M, ...)}
     * @return shaped as {@code others}
     */
    public static Tensor onInputs(GanModel model, Tensor real, Tensor others) {
        Discriminator d = model.momentDiscriminator();
        Tensor z;
        try (NoGradGuard g = new NoGradGuard()) {
            z = d.forward(real).unit();
        }
        Tensor x = others.detach().clone().requires_grad_(true);
        return down(coarse(model, z, d.forward(x).unit()), x);
    }

    /**
     * Where embeddings of real inputs are drawn: {@code -dL/dz} of the discriminator's loss without
     * its regulariser.
     *
     * @param real images or points {@code (N, ...)}
     * @param fake generated ones {@code (M, ...)}
     * @return {@code (N, p)}
     */
    public static Tensor onEmbeddings(GanModel model, Tensor real, Tensor fake) {
        Discriminator d = model.momentDiscriminator();
        Discriminator.Output out;
        Tensor zg;
        Tensor fakeKeys;
        try (NoGradGuard g = new NoGradGuard()) {
            out = d.forward(real);
            Discriminator.Output fakes = d.forward(fake);
            zg = fakes.unit();
            fakeKeys = Unit.rows(fakes.backbone());
        }
        Tensor z = out.unit().detach().clone().requires_grad_(true);
        Tensor loss = coarse(model, z, zg).neg();
        ClusterConfig c = model.config().cluster();
        if (c.used()) {
            Tensor keys = Unit.rows(out.backbone());
            ClusterLoss.Pool pool = new ClusterLoss.Pool(keys, z);
            Tensor fine =
                    ClusterLoss.fake(c, fakeKeys, zg, pool).sub(ClusterLoss.real(c, keys, z, pool));
            loss = loss.add(fine.mul(new Scalar(c.weight())));
        }
        return down(loss, z);
    }

    private static Tensor coarse(GanModel model, Tensor z, Tensor zg) {
        if (!(model.config().adversary() instanceof Adversary.Gaussian how)) {
            throw UserError.usage(
                    "forces belong to a distance of distributions, and the hinge loss has none",
                    "look at a GAN whose model.adversary is gaussian");
        }
        return GaussianLoss.of(how, z, zg).distance();
    }

    private static Tensor down(Tensor loss, Tensor x) {
        return grad(
                        new TensorVector(loss),
                        new TensorVector(x),
                        new TensorVector(),
                        new BoolOptional(false),
                        false,
                        false)
                .get(0)
                .neg();
    }
}
