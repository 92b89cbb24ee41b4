package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.train.Gathering;

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
    private final Readers readers;
    private final GanDraw draw;
    private final long rows;
    private Tensor realKeys; // (B, F)
    private Tensor realValues; // (B, p), by the moved discriminator

    /**
     * What a discriminator sees in images, real ones before generated ones.
     *
     * @param backbone features {@code (N, F)}
     * @param embedding {@code z~ (N, p)}
     * @param sigma slopes {@code (N)}, or null without regulariser
     * @param keys {@code (N, F)}, or null without the term of neighbours
     */
    private record Seen(Tensor backbone, Tensor embedding, Tensor sigma, Tensor keys) {
        static Seen of(List<Tensor> values) {
            return new Seen(values.get(0), values.get(1), values.get(2), values.get(3));
        }

        List<Tensor> values() {
            return Arrays.asList(backbone, embedding, sigma, keys);
        }

        Tensor unit() {
            return Unit.rows(embedding);
        }
    }

    GanIteration(GanModel model, Readers readers, GanDraw draw) {
        this.model = model;
        this.config = model.config();
        this.readers = readers;
        this.draw = draw;
        this.rows = draw.rows();
    }

    private boolean plays() {
        return config.adversary() instanceof Adversary.Gaussian;
    }

    /**
     * {@code L_D = -d + l_c (-L_real + L_fake) + l_s (L_jac + l_h L_h) + CE}, and its gradient in
     * the discriminator's parameters.
     */
    Terms discriminator() {
        Tensor fake;
        try (NoGradGuard g = new NoGradGuard()) {
            fake = model.generator().forward(draw.noiseD());
        }
        Tensor x = cat(new TensorVector(draw.real(), fake), 0); // (2 B, ...)
        readers.zeroGradients();
        Terms terms =
                readers.run(
                        2 * rows,
                        (d, from, to) ->
                                Gathering.part(
                                        see(d, x, from, to).values(), d.parameters().values()),
                        values -> {
                            Terms all = of(Seen.of(values), fake);
                            all.total().backward();
                            return all;
                        });
        readers.sumGradients();
        return terms;
    }

    /** What is seen in some rows, with its graph. */
    private Seen see(Discriminator d, Tensor all, long from, long to) {
        SmoothnessConfig c = config.smoothness();
        Tensor x = all.detach().narrow(0, from, to - from);
        Tensor keys = keys(x);
        x.requires_grad_(c.used());
        Discriminator.Output out = d.forward(x);
        Tensor sigma = null;
        if (c.used()) {
            Tensor u = draw.u().narrow(0, from, to - from);
            sigma = Smoothness.sigma(out.embedding(), x, u, c.steps());
        }
        return new Seen(out.backbone(), out.embedding(), sigma, keys);
    }

    private Terms of(Seen seen, Tensor fake) {
        Map<String, Tensor> parts = new LinkedHashMap<>();
        parts.put("gen_img", fake);
        Tensor total = adversarial(seen, parts);
        total = total.add(neighbours(seen, parts));
        total = total.add(smoothness(seen, parts));
        total = total.add(probe(seen, parts));
        return new Terms(total, parts);
    }

    private Tensor adversarial(Seen out, Map<String, Tensor> parts) {
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

    private Tensor neighbours(Seen out, Map<String, Tensor> parts) {
        if (!config.cluster().used()) {
            return zero();
        }
        realKeys = real(out.keys());
        Tensor z = out.unit();
        ClusterLoss.Pool pool = ClusterLoss.Pool.of(realKeys, real(z), model.bank());
        Tensor real = ClusterLoss.real(config.cluster(), realKeys, real(z), pool);
        Tensor fake = ClusterLoss.fake(config.cluster(), fake(out.keys()), fake(z), pool);
        parts.put("real_similarity", real);
        parts.put("fake_similarity", fake);
        return fake.sub(real).mul(new Scalar(config.cluster().weight()));
    }

    private Tensor smoothness(Seen out, Map<String, Tensor> parts) {
        SmoothnessConfig c = config.smoothness();
        if (!c.used()) {
            return zero();
        }
        Tensor jacobian = Smoothness.jacobianTerm(out.sigma(), c.lip());
        Tensor hinge = Smoothness.normTerm(c.hinge(), real(out.embedding()));
        parts.put("sigma", out.sigma());
        parts.put("jacobian", jacobian);
        parts.put("norm_hinge", hinge);
        return jacobian.add(hinge.mul(new Scalar(c.hingeWeight()))).mul(new Scalar(c.weight()));
    }

    private Tensor probe(Seen out, Map<String, Tensor> parts) {
        if (draw.labels() == null) {
            return zero();
        }
        Tensor scores = model.discriminator().probe(real(out.backbone()));
        Tensor loss = cross_entropy_loss(scores, draw.labels());
        parts.put("probe", loss);
        parts.put("probe_scores", scores);
        return loss;
    }

    /** {@code L_G = d - l_c L_fake}, and its gradient in the generator's parameters. */
    Terms generator() {
        Tensor fake = model.generator().forward(draw.noiseG()); // (B, ...)
        Tensor gradient = zeros_like(fake);
        Terms terms =
                readers.run(
                        rows,
                        (d, from, to) -> drawing(d, fake.detach(), gradient, from, to),
                        values -> {
                            realValues = values.get(0);
                            Terms all = of(values.get(1), values.get(2));
                            all.total().backward();
                            return all;
                        });
        Gathering.part(List.of(fake), model.generator().parameters().values())
                .back(List.of(gradient));
        return terms;
    }

    /** Unit embeddings of some real images, embeddings of as many generated ones, their keys. */
    private Gathering.Part drawing(
            Discriminator d, Tensor fake, Tensor gradient, long from, long to) {
        long count = to - from;
        Tensor real = null;
        if (plays()) {
            try (NoGradGuard g = new NoGradGuard()) {
                real = d.forward(draw.real().narrow(0, from, count)).unit();
            }
        }
        Tensor x = fake.narrow(0, from, count);
        Tensor keys = keys(x);
        x.requires_grad_(true);
        List<Tensor> values = Arrays.asList(real, d.forward(x).embedding(), keys);
        return Gathering.part(values, List.of(x))
                .then(() -> gradient.narrow(0, from, count).copy_(x.grad()));
    }

    private Terms of(Tensor embedding, Tensor keys) {
        Map<String, Tensor> parts = new LinkedHashMap<>();
        Tensor total = against(embedding, parts);
        if (config.cluster().used()) {
            ClusterLoss.Pool pool = ClusterLoss.Pool.of(realKeys, realValues, model.bank());
            Tensor similar = ClusterLoss.fake(config.cluster(), keys, Unit.rows(embedding), pool);
            parts.put("fake_similarity", similar);
            total = total.sub(similar.mul(new Scalar(config.cluster().weight())));
        }
        return new Terms(total, parts);
    }

    private Tensor against(Tensor embedding, Map<String, Tensor> parts) {
        Tensor adversarial;
        if (config.adversary() instanceof Adversary.Gaussian gaussian) {
            GaussianLoss.Value d = GaussianLoss.of(gaussian, realValues, Unit.rows(embedding));
            parts.put("logdet_real", d.logDetReal());
            parts.put("logdet_fake", d.logDetFake());
            adversarial = d.distance();
        } else {
            adversarial = HingeLoss.generator(embedding);
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
