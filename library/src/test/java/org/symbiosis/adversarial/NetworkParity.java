package org.symbiosis.adversarial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Trace;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of discriminators and generators. */
public final class NetworkParity {
    private NetworkParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "structural-discriminator", NetworkParity::discriminator,
                "structural-discriminator-imagenet10", NetworkParity::discriminator,
                "structural-generator-32", NetworkParity::generator,
                "structural-generator-128", NetworkParity::generator);
    }

    /**
     * The configuration in the metadata; four usual stages where it lists none.
     *
     * @param probe the probe's weight, whose classes it has
     */
    static DiscriminatorConfig config(JsonNode c, Tensor probe) {
        BackboneConfig.Residual usual = BackboneConfig.Residual.cifar(c.get("base_width").asInt());
        List<BackboneConfig.Stage> stages = new ArrayList<>();
        for (JsonNode s : c.path("stages")) {
            stages.add(
                    new BackboneConfig.Stage(s.get(0).asInt(), s.get(1).asInt(), s.get(2).asInt()));
        }
        BackboneConfig.Residual backbone =
                new BackboneConfig.Residual(
                        3,
                        usual.baseWidth(),
                        stages.isEmpty() ? usual.stages() : stages,
                        c.path("channels_per_group").asInt(16),
                        BackboneConfig.FirstNorm.NONE,
                        Activation.ELU);
        return new DiscriminatorConfig(
                backbone,
                c.path("hidden_dim").asInt(backbone.features()),
                c.get("embed_dim").asInt(),
                Weights.PLAIN,
                (int) probe.size(0));
    }

    private static void discriminator(ParityFile file) {
        Noise noise = new Noise(file);
        Tensor x = file.tensor("input.img").clone().requires_grad_(true);
        try (Discriminator d = new Discriminator(config(file.config(), probe(file)))) {
            d.load(networkOnly(file.parameters()));
            Trace trace = Trace.matching(name -> true);
            Discriminator.Output out = d.forward(x, trace);
            Tensor unitFeature = Unit.rows(out.backbone());
            noise.check("output.backbone", out.backbone());
            noise.check("output.backbone_normalized", unitFeature);
            noise.check("output.embed", out.embedding());
            noise.check("output.norm_embed", out.unit());
            noise.check("output.logit", d.probe(out.backbone()));
            stages(noise, trace);
            Tensor scalar =
                    out.unit()
                            .mul(file.tensor("input.cot_norm_embed"))
                            .sum()
                            .add(out.embedding().mul(file.tensor("input.cot_embed")).sum())
                            .add(unitFeature.mul(file.tensor("input.cot_backbone")).sum());
            noise.check("output.scalar", scalar);
            scalar.backward();
            noise.check("grad.img", x.grad());
            d.parameters()
                    .forEach(
                            (name, p) -> {
                                if (p.grad().defined()) {
                                    noise.check("grad." + name, p.grad());
                                }
                            });
        }
    }

    static Tensor probe(ParityFile file) {
        return file.tensor("param.linear_probing.weight");
    }

    /** The bank is saved with the reference's discriminator; here it has a place of its own. */
    static Map<String, Tensor> networkOnly(Map<String, Tensor> state) {
        Map<String, Tensor> network = new LinkedHashMap<>(state);
        network.keySet().removeIf(name -> name.matches("queue|bg_queue|queue_ptr"));
        return network;
    }

    private static void stages(Noise noise, Trace trace) {
        Tensor last = null;
        for (Map.Entry<String, Tensor> e : trace.all().entrySet()) {
            last = e.getValue();
            noise.check("output." + e.getKey() + "_mean", last.mean(2, 3));
        }
        noise.check("output.last_stage", last);
    }

    private static void generator(ParityFile file) {
        Noise noise = new Noise(file);
        JsonNode c = file.config();
        GeneratorConfig.BigGanDeep config =
                GeneratorConfig.BigGanDeep.of(
                        c.get("resolution").asInt(), c.get("ch").asInt(), c.get("dim_z").asInt());
        Tensor z = file.tensor("input.z").clone().requires_grad_(true);
        try (Generator g = new Generator(config)) {
            g.load(file.parameters());
            g.eval();
            try (NoGradGuard guard = new NoGradGuard()) {
                noise.check("output.img_eval", g.forward(z));
            }
            g.train();
            Tensor images = g.forward(z);
            noise.check("output.img_train", images);
            images.mul(file.tensor("input.cot_img")).sum().backward();
            noise.check("grad.z", z.grad());
            g.state().forEach((n, t) -> noise.check("output.buffer_after_train." + n, t));
            g.parameters().forEach((n, p) -> noise.check("grad." + n, p.grad()));
        }
    }
}
