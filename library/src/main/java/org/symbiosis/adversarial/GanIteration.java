package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * One iteration in the reference's order, as four moves: the discriminator's loss, the generator's
 * loss against the discriminator that has just been moved, the running means, the bank.
 *
 * <p>It leaves out what the reference computes in vain: gradients of the other player, the graph of
 * real images in the generator's move, and keys that the first move already has.
 */
final class GanIteration {
    private final GanModel model;
    private final GanConfig config;
    private final GanDraw draw;
    private final long rows;
    private Tensor realKeys; // (B, F)
    private Tensor realValues; // (B, p), by the moved discriminator

    GanIteration(GanModel model, GanDraw draw) {
        this.model = model;
        this.config = model.config();
        this.draw = draw;
        this.rows = draw.rows();
    }

    private boolean plays() {
        return config.adversary() instanceof Adversary.Gaussian;
    }

    /** {@code L_D = -d + l_c (-L_real + L_fake) + l_s (L_jac + l_h L_h) + CE}, with its graph. */
    Terms discriminator() {
        Map<String, Tensor> parts = new LinkedHashMap<>();
        Tensor fake;
        try (NoGradGuard g = new NoGradGuard()) {
            fake = model.generator().forward(draw.noiseD());
        }
        parts.put("gen_img", fake);
        Tensor x = cat(new TensorVector(draw.real(), fake), 0); // (2 B, ...)
        Tensor keys = keys(x);
        if (config.smoothness().used()) {
            x.requires_grad_(true);
        }
        Discriminator.Output out = model.discriminator().forward(x);
        Tensor total = adversarial(out, parts);
        total = total.add(neighbours(out, keys, parts));
        total = total.add(smoothness(out, x, parts));
        total = total.add(probe(out, parts));
        return new Terms(total, parts);
    }

    private Tensor adversarial(Discriminator.Output out, Map<String, Tensor> parts) {
        Tensor adversarial;
        if (config.adversary() instanceof Adversary.Gaussian gaussian) {
            Tensor z = out.unit();
            parts.put("unit", real(z));
            GaussianLoss.Value d = GaussianLoss.of(gaussian, real(z), fake(z));
            parts.put("logdet_real", d.logDetReal());
            parts.put("logdet_fake", d.logDetFake());
            adversarial = d.distance().neg();
        } else {
            adversarial = HingeLoss.discriminator(real(out.embedding()), fake(out.embedding()));
        }
        parts.put("adversarial", adversarial);
        parts.put("embed_norm", Unit.lengths(real(out.embedding())).flatten());
        return adversarial;
    }

    private Tensor neighbours(Discriminator.Output out, Tensor keys, Map<String, Tensor> parts) {
        if (!config.cluster().used()) {
            return zero();
        }
        realKeys = real(keys);
        Tensor z = out.unit();
        ClusterLoss.Pool pool = ClusterLoss.Pool.of(realKeys, real(z), model.bank());
        Tensor real = ClusterLoss.real(config.cluster(), realKeys, real(z), pool);
        Tensor fake = ClusterLoss.fake(config.cluster(), fake(keys), fake(z), pool);
        parts.put("real_similarity", real);
        parts.put("fake_similarity", fake);
        return fake.sub(real).mul(new Scalar(config.cluster().weight()));
    }

    private Tensor smoothness(Discriminator.Output out, Tensor x, Map<String, Tensor> parts) {
        SmoothnessConfig c = config.smoothness();
        if (!c.used()) {
            return zero();
        }
        Tensor sigma = Smoothness.sigma(out.embedding(), x, draw.u(), c.steps());
        Tensor jacobian = Smoothness.jacobianTerm(sigma, c.lip());
        Tensor hinge = Smoothness.normTerm(c.hinge(), real(out.embedding()));
        parts.put("sigma", sigma);
        parts.put("jacobian", jacobian);
        parts.put("norm_hinge", hinge);
        return jacobian.add(hinge.mul(new Scalar(c.hingeWeight()))).mul(new Scalar(c.weight()));
    }

    private Tensor probe(Discriminator.Output out, Map<String, Tensor> parts) {
        if (draw.labels() == null) {
            return zero();
        }
        Tensor scores = model.discriminator().probe(real(out.backbone()));
        Tensor loss = cross_entropy_loss(scores, draw.labels());
        parts.put("probe", loss);
        parts.put("probe_scores", scores);
        return loss;
    }

    /** {@code L_G = d - l_c L_fake}, with a graph of the generator alone. */
    Terms generator() {
        Map<String, Tensor> parts = new LinkedHashMap<>();
        Discriminator d = model.discriminator();
        if (plays()) {
            try (NoGradGuard g = new NoGradGuard()) {
                realValues = d.forward(draw.real()).unit();
            }
        }
        Tensor fake = model.generator().forward(draw.noiseG());
        Discriminator.Output out = d.forward(fake);
        Tensor total = against(out, parts);
        if (config.cluster().used()) {
            ClusterLoss.Pool pool = ClusterLoss.Pool.of(realKeys, realValues, model.bank());
            Tensor similar =
                    ClusterLoss.fake(config.cluster(), keys(fake.detach()), out.unit(), pool);
            parts.put("fake_similarity", similar);
            total = total.sub(similar.mul(new Scalar(config.cluster().weight())));
        }
        return new Terms(total, parts);
    }

    private Tensor against(Discriminator.Output out, Map<String, Tensor> parts) {
        Tensor adversarial;
        if (config.adversary() instanceof Adversary.Gaussian gaussian) {
            GaussianLoss.Value d = GaussianLoss.of(gaussian, realValues, out.unit());
            parts.put("logdet_real", d.logDetReal());
            parts.put("logdet_fake", d.logDetFake());
            adversarial = d.distance();
        } else {
            adversarial = HingeLoss.generator(out.embedding());
        }
        parts.put("adversarial", adversarial);
        return adversarial;
    }

    /** Moves the running means, then writes the batch into the bank. */
    void end(double decay) {
        model.follow(decay);
        if (config.cluster().used()) {
            model.bank().enqueue(realValues, realKeys);
        }
    }

    /** Keys of images by the momentum discriminator, or null where nobody asks for neighbours. */
    private Tensor keys(Tensor x) {
        if (!config.cluster().used()) {
            return null;
        }
        try (NoGradGuard g = new NoGradGuard()) {
            return Unit.rows(model.momentDiscriminator().features(x));
        }
    }

    private Tensor real(Tensor both) {
        return both.narrow(0, 0, rows);
    }

    private Tensor fake(Tensor both) {
        return both.narrow(0, rows, rows);
    }

    private Tensor zero() {
        return org.bytedeco.pytorch.global.torch.zeros(new long[0]);
    }
}
