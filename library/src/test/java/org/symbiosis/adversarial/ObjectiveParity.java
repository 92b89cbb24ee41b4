package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.cat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.adversarial.Adversary.Centre;
import org.symbiosis.adversarial.Adversary.Covariance;
import org.symbiosis.adversarial.Adversary.Distance;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the terms of the objective. */
public final class ObjectiveParity {
    private static final double SECOND_ORDER = 1e-4;

    private ObjectiveParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "structural-gaussian-losses", f -> new Losses(f).gaussian(),
                "structural-cluster-loss", ObjectiveParity::cluster,
                "structural-jacobian", ObjectiveParity::jacobian);
    }

    /** Fresh leaves for each loss, whose gradients are compared one by one. */
    private static final class Losses {
        private final ParityFile file;
        private final Noise noise;
        private final Map<String, Tensor> leaves = new LinkedHashMap<>();

        Losses(ParityFile file) {
            this.file = file;
            this.noise = new Noise(file);
        }

        Tensor leaf(String name) {
            return leaves.computeIfAbsent(
                    name, n -> file.tensor("input." + n).clone().requires_grad_(true));
        }

        void check(String name, Tensor loss) {
            noise.check("output." + name, loss);
            loss.backward(
                    new Tensor(), new BoolOptional(true), false, new TensorArrayRefOptional());
            leaves.forEach(
                    (n, leaf) -> {
                        if (leaf.grad().defined()) {
                            noise.check("grad." + name + "." + n, leaf.grad());
                        }
                    });
            leaves.clear();
        }

        void gaussian() {
            JsonNode c = file.config();
            double epsilon = c.get("epsilon").asDouble();
            Adversary.Gaussian reference =
                    new Adversary.Gaussian(
                            Distance.JSD, Covariance.FULL, Centre.UNIT_MEAN, epsilon);
            Tensor z = file.tensor("input.z");
            GaussianLoss.Value value = GaussianLoss.of(reference, z, file.tensor("input.z_g"));
            noise.check("output.reference_logdet_z", value.logDetReal());
            noise.check("output.reference_logdet_z_g", value.logDetFake());
            noise.check("output.reference_unit_mean_z", GaussianLoss.centre(Centre.UNIT_MEAN, z));
            noise.check("output.reference_cov_z", GaussianLoss.covariance(reference, z));
            check(
                    "reference_adv_loss",
                    GaussianLoss.of(reference, leaf("z"), leaf("z_g")).distance().neg());
            for (Covariance covariance : Covariance.values()) {
                for (Centre centre : Centre.values()) {
                    variant(covariance, centre, epsilon);
                }
            }
            check("printed_eq_3_4", GaussianLoss.printedJsd(leaf("z"), leaf("z_g")));
            check("printed_eq_3_5", GaussianLoss.printedBhattacharyya(leaf("z"), leaf("z_g")));
            check("hinge_d", HingeLoss.discriminator(leaf("score"), leaf("score_g")));
            check("hinge_g", HingeLoss.generator(leaf("score_g")));
            check(
                    "norm_hinge_reference",
                    Smoothness.normTerm(Smoothness.NormHinge.FLOOR, leaf("embed")));
            check(
                    "norm_hinge_thesis",
                    Smoothness.normTerm(Smoothness.NormHinge.CEILING, leaf("embed")));
        }

        private void variant(Covariance covariance, Centre centre, double epsilon) {
            String name =
                    covariance.name().toLowerCase(Locale.ROOT)
                            + (centre == Centre.MEAN ? "_plain" : "_normalized");
            for (Distance distance : Distance.values()) {
                Adversary.Gaussian how =
                        new Adversary.Gaussian(distance, covariance, centre, epsilon);
                check(
                        distance.name().toLowerCase(Locale.ROOT) + "_" + name,
                        GaussianLoss.of(how, leaf("z"), leaf("z_g")).distance());
                Tensor z = file.tensor("input.z");
                Tensor zg = file.tensor("input.z_g");
                Tensor S =
                        GaussianLoss.middle(
                                GaussianLoss.covariance(how, z), GaussianLoss.covariance(how, zg));
                noise.check(
                        "output.bhattacharyya_mean_term_" + name,
                        GaussianLoss.meanTerm(z.mean(0).sub(zg.mean(0)), S));
            }
        }
    }

    private static void cluster(ParityFile file) {
        JsonNode c = file.config();
        int size = c.get("bank_size").asInt();
        for (JsonNode k : c.get("K")) {
            ClusterConfig config =
                    new ClusterConfig(1, k.asInt(), size, 1, ClusterConfig.NeighbourWeights.EQUAL);
            neighbours(file, config);
        }
        try (MemoryBank bank =
                        new MemoryBank(
                                size,
                                (int) file.tensor("input.queue").size(1),
                                (int) file.tensor("input.bank.key_queue").size(1));
                NoGradGuard g = new NoGradGuard()) {
            Map<String, Tensor> state = new LinkedHashMap<>(bank.state());
            state.put("queue", file.tensor("input.queue"));
            state.put("bg_queue", file.tensor("input.bank.key_queue"));
            long start = c.get("bank_start_pointer").asLong();
            state.put("queue_ptr", Plain.tensor(new long[] {start}, 1));
            bank.load(state);
            bank.enqueue(file.tensor("input.bank.feat"), file.tensor("input.bank.key"));
            file.check("output.bank.queue", bank.values());
            file.check("output.bank.key_queue", bank.keys());
            file.check("output.bank.ptr", bank.state().get("queue_ptr"));
        }
    }

    private static void neighbours(ParityFile file, ClusterConfig config) {
        String k = "k" + config.neighbours() + ".";
        Losses losses = new Losses(file);
        Tensor keys = file.tensor("input.key");
        Tensor fakeKeys = file.tensor("input.gen_key");
        Tensor poolKeys = cat(new TensorVector(keys, file.tensor("input.key_queue")), 0);
        for (String name : new String[] {"d_loss", "g_loss"}) {
            Tensor z = losses.leaf("norm_embed");
            Tensor zg = losses.leaf("gen_norm_embed");
            ClusterLoss.Pool pool =
                    new ClusterLoss.Pool(
                            poolKeys, cat(new TensorVector(z, file.tensor("input.queue")), 0));
            Tensor real = ClusterLoss.real(config, keys, z, pool);
            Tensor fake = ClusterLoss.fake(config, fakeKeys, zg, pool);
            file.check("output." + k + "real_similarity", real);
            file.check("output." + k + "fake_similarity", fake);
            losses.check(k + name, name.equals("d_loss") ? fake.sub(real) : fake.neg());
            indices(file, k, keys, pool, config.neighbours());
        }
    }

    private static void indices(
            ParityFile file, String k, Tensor keys, ClusterLoss.Pool pool, int neighbours) {
        Tensor fakeKeys = file.tensor("input.gen_key");
        file.check(
                "output." + k + "real_index",
                ClusterLoss.Neighbours.of(keys, pool, neighbours, 1).indices());
        file.check(
                "output." + k + "fake_index",
                ClusterLoss.Neighbours.of(fakeKeys, pool, neighbours, 1).indices());
        file.check(
                "output." + k + "fake_index_no_drop",
                ClusterLoss.Neighbours.of(fakeKeys, pool, neighbours, 0).indices());
    }

    private static void jacobian(ParityFile file) {
        Noise noise = new Noise(file);
        Tensor x =
                cat(new TensorVector(file.tensor("input.img"), file.tensor("input.gen_img")), 0)
                        .requires_grad_(true);
        Tensor start = file.tensor("input.u");
        double lip = file.config().get("lip").asDouble();
        for (int steps : new int[] {1, 3, 20}) {
            DiscriminatorConfig config =
                    NetworkParity.config(file.config(), NetworkParity.probe(file));
            try (Discriminator d = new Discriminator(config)) {
                d.load(NetworkParity.networkOnly(file.parameters()));
                Tensor embedding = d.forward(x).embedding();
                Tensor sigma = Smoothness.sigma(embedding, x, start, steps);
                String s = "S" + steps + ".";
                noise.check("output.embed", embedding);
                noise.check("output." + s + "sigma", sigma);
                directions(noise, s, embedding, x, start);
                exact(file, noise, embedding, x);
                Tensor loss = Smoothness.jacobianTerm(sigma, lip);
                noise.check("output." + s + "loss", loss);
                loss.backward();
                d.parameters()
                        .forEach(
                                (name, p) -> {
                                    if (p.grad().defined()) {
                                        noise.check("grad." + s + name, p.grad(), SECOND_ORDER);
                                    }
                                });
                unseenBias(file, s);
            }
        }
    }

    /** A last bias moves no Jacobian: the graph does not even reach it. */
    private static void unseenBias(ParityFile file, String s) {
        String name = "grad." + s + "fc_head.2.bias";
        if (file.has(name)) {
            double largest = file.tensor(name).abs().max().item_double();
            file.accept(name, largest < 1e-6, "is " + largest + " and should be 0");
        }
    }

    private static void directions(
            Noise noise, String s, Tensor embedding, Tensor x, Tensor start) {
        if (s.equals("S1.")) {
            Smoothness.Directions d = Smoothness.directions(embedding, x, start, 1);
            noise.check("output.S1.v", d.v());
            noise.check("output.S1.Jv", ExactJacobian.times(embedding, x, d.v()));
        }
    }

    private static void exact(ParityFile file, Noise noise, Tensor embedding, Tensor x) {
        if (!file.expected("output.exact").isEmpty()) {
            Tensor J = ExactJacobian.of(embedding, x);
            noise.check("output.exact_spectral_norm", ExactJacobian.spectralNorms(J));
            noise.check("output.exact_frobenius", J.flatten(1, -1).square().sum(1).sqrt());
        }
    }
}
