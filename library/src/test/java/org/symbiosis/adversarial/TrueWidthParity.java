package org.symbiosis.adversarial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the networks at full size, whose weights a formula gives. */
public final class TrueWidthParity {
    /** Ten times what single precision differs from double here: batch norms of four images. */
    private static final double TRAINING = 8e-5;

    private TrueWidthParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("structural-true-width", TrueWidthParity::run);
    }

    private static void run(ParityFile file) {
        JsonNode inputs = file.json("input_formula");
        inputs.fieldNames()
                .forEachRemaining(
                        name -> {
                            Tensor stored = file.tensor("input." + name);
                            Tensor ours = values(inputs.get(name), stored);
                            double off = stored.sub(ours).abs().max().item_double();
                            file.accept("input." + name, off < 1e-6, "the formula gives another");
                        });
        JsonNode weights = file.json("weights");
        JsonNode counts = file.config().get("parameters");
        try (NoGradGuard g = new NoGradGuard()) {
            discriminator(file, weights, counts);
            generator(file, weights, counts);
            imagenet(file, weights, counts);
        }
    }

    private static void discriminator(ParityFile file, JsonNode weights, JsonNode counts) {
        try (Scope s = Scope.open();
                Discriminator d = new Discriminator(DiscriminatorConfig.cifar().withClasses(10))) {
            fill(file, d, "discriminator", weights, counts);
            Trace trace = Trace.matching(name -> true);
            Discriminator.Output out = d.forward(file.tensor("input.img"), trace);
            trace.all().forEach((n, t) -> file.check("output.d." + n + "_mean", t.mean(2, 3)));
            file.check("output.d.backbone", out.backbone());
            file.check("output.d.embed", out.embedding());
            file.check("output.d.logit", d.probe(out.backbone()));
        }
    }

    private static void generator(ParityFile file, JsonNode weights, JsonNode counts) {
        try (Scope s = Scope.open();
                Generator g = new Generator(GanConfig.cifar().generator())) {
            fill(file, g, "generator", weights, counts);
            g.eval();
            file.check("output.g.img_eval", g.forward(file.tensor("input.z")));
            g.train();
            file.check("output.g.img_train", g.forward(file.tensor("input.z")), TRAINING);
        }
    }

    private static void imagenet(ParityFile file, JsonNode weights, JsonNode counts) {
        DiscriminatorConfig config = DiscriminatorConfig.imagenet10().withClasses(10);
        try (Scope s = Scope.open();
                Discriminator d = new Discriminator(config)) {
            fill(file, d, "discriminator_imagenet10", weights, counts);
            Discriminator.Output out = d.forward(file.tensor("input.img128"));
            file.check("output.d5.backbone", out.backbone());
            file.check("output.d5.embed", out.embedding());
        }
    }

    private static void fill(
            ParityFile file, Layer network, String which, JsonNode weights, JsonNode counts) {
        long expected = counts.get(which).asLong();
        file.accept(
                "parameters of " + which,
                network.parameterCount() == expected,
                network.parameterCount() + ", not " + expected);
        Map<String, Tensor> state = new LinkedHashMap<>();
        network.state()
                .forEach((name, t) -> state.put(name, values(weights.get(which).get(name), t)));
        network.load(state);
    }

    private static Tensor values(JsonNode jab, Tensor like) {
        int j = (int) jab.get(0).asLong();
        double a = jab.get(1).asDouble();
        double b = jab.get(2).asDouble();
        float[] values = new float[(int) like.numel()];
        for (int i = 0; i < values.length; i++) {
            double unit = Integer.toUnsignedLong(hash(i, j)) / 2147483648.0 - 1;
            values[i] = (float) (a + b * unit);
        }
        return Plain.tensor(values, Shapes.of(like));
    }

    private static int hash(int i, int j) {
        int x = i * 0x9E3779B1 + j * 0x85EBCA77;
        x ^= x >>> 16;
        x *= 0x7FEB352D;
        x ^= x >>> 15;
        x *= 0x846CA68B;
        return x ^ x >>> 16;
    }
}
