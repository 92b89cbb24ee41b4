package org.symbiosis.adversarial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.adversarial.Adversary.Centre;
import org.symbiosis.adversarial.Adversary.Covariance;
import org.symbiosis.adversarial.Adversary.Distance;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;
import org.symbiosis.train.Gradients;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.TrainConfig;

/** Parity of two whole iterations. */
public final class TrainStepParity {
    private static final double SECOND_ORDER = 1e-4;
    private static final double SECOND_ITERATION = 1e-3;
    private static final double NO_GRADIENT = 1e-6;

    private final ParityFile file;
    private final Noise noise;
    private final JsonNode c;

    private TrainStepParity(ParityFile file) {
        this.file = file;
        this.noise = new Noise(file);
        this.c = file.config();
    }

    public static Map<String, ParityCheck> checks() {
        return Map.of("structural-train-step", f -> new TrainStepParity(f).run());
    }

    private GanConfig config() {
        JsonNode d = c.get("D");
        JsonNode g = c.get("G");
        double cluster = c.get("lambda_cluster").asDouble();
        double jacobian = c.get("lambda_jacobian").asDouble();
        return new GanConfig(
                NetworkParity.config(d, file.tensor("param.D.linear_probing.weight")),
                GeneratorConfig.BigGanDeep.of(
                        g.get("resolution").asInt(), g.get("ch").asInt(), g.get("dim_z").asInt()),
                new Adversary.Gaussian(
                        Distance.JSD,
                        Covariance.FULL,
                        Centre.UNIT_MEAN,
                        c.get("epsilon").asDouble()),
                new ClusterConfig(
                        cluster,
                        c.get("K").asInt(),
                        d.get("bank_size").asInt(),
                        1,
                        ClusterConfig.NeighbourWeights.EQUAL),
                new SmoothnessConfig(
                        jacobian,
                        1,
                        c.get("S").asInt(),
                        Smoothness.NormHinge.FLOOR,
                        c.get("lambda_norm_hinge_total").asDouble() / jacobian));
    }

    private OptimizerConfig adam(String decay) {
        JsonNode betas = c.get("betas");
        return new OptimizerConfig.AdamW(
                betas.get(0).asDouble(),
                betas.get(1).asDouble(),
                c.get("adam_eps").asDouble(),
                c.get(decay).asDouble());
    }

    private GanRecipe recipe() {
        GanRecipe usual = GanRecipe.cifar();
        TrainConfig train =
                new TrainConfig(
                        1,
                        c.get("batch").asInt(),
                        1,
                        adam("weight_decay_D"),
                        new LearningRate.Constant(
                                c.get("lr").asDouble(), LearningRate.Scaling.NONE),
                        Double.POSITIVE_INFINITY,
                        c.get("momentum").asDouble(),
                        Precision.FP32,
                        0,
                        1,
                        1,
                        1,
                        1);
        return new GanRecipe(
                config(),
                train,
                adam("weight_decay_G"),
                usual.probe(),
                0,
                usual.preparation(),
                usual.evaluation());
    }

    private void run() {
        try (GanModel model = new GanModel(config())) {
            load(model);
            try (GanStep step = new GanStep(model, recipe(), SampleSheets.none(), line -> {})) {
                for (int i = 1; file.has("input.iter" + i + ".img"); i++) {
                    iteration(model, step, "iter" + i + ".", i == 1 ? 0 : SECOND_ITERATION);
                    if (i == 1) {
                        after(model);
                    }
                }
            }
        }
    }

    /** The file holds both networks; their momentum copies start as copies. */
    private void load(GanModel model) {
        Map<String, Tensor> state = new LinkedHashMap<>(file.parameters());
        for (String name : List.copyOf(state.keySet())) {
            if (!name.matches("D\\.(queue|bg_queue|queue_ptr)")) {
                state.put("moment" + name, state.get(name));
            }
        }
        model.load(state);
    }

    private void iteration(GanModel model, GanStep step, String i, double atLeast) {
        String in = "input." + i;
        GanDraw draw =
                new GanDraw(
                        file.tensor(in + "img"),
                        file.tensor(in + "label"),
                        file.tensor(in + "zD"),
                        file.tensor(in + "zG"),
                        file.tensor(in + "u"));
        GanStep.Moves moves = step.move(draw, c.get("lr").asDouble());
        terms("output." + i + "d.", moves.discriminator(), atLeast);
        terms("output." + i + "g.", asLogged(moves.generator()), atLeast);
        largest(i + "d.", model.discriminator().parameters(), atLeast);
        largest(i + "g.", model.generator().parameters(), atLeast);
        gradients("grad." + i + "d.", model.discriminator().parameters());
        gradients("grad." + i + "g.", model.generator().parameters());
    }

    private void terms(String prefix, Terms terms, double atLeast) {
        noise.check(prefix + "total", terms.total(), atLeast);
        terms.parts().forEach((name, t) -> noise.check(prefix + name, t, atLeast));
    }

    /** The reference logs the value of its discriminator's term, -d, for both players. */
    private static Terms asLogged(Terms generator) {
        Map<String, Tensor> parts = new LinkedHashMap<>(generator.parts());
        parts.computeIfPresent("adversarial", (name, d) -> d.neg());
        return new Terms(generator.total(), parts);
    }

    private void largest(String i, Map<String, Tensor> parameters, double atLeast) {
        Tensor value = Plain.tensor(new double[] {Gradients.largest(parameters.values())}, 1);
        noise.check("output." + i + "grad_norm_max", value, Math.max(atLeast, SECOND_ORDER));
    }

    private void gradients(String prefix, Map<String, Tensor> parameters) {
        parameters.forEach((name, p) -> noise.check(prefix + name, p.grad(), SECOND_ORDER));
    }

    private void after(GanModel model) {
        Map<String, Tensor> parameters = model.parameters();
        model.state()
                .forEach(
                        (name, t) -> {
                            Tensor p = parameters.get(name);
                            boolean moved = p != null && p.grad().defined();
                            String output = "output.after1." + name;
                            Tensor ours = moved && file.has(output) ? settled(output, p) : t;
                            noise.check(output, ours, SECOND_ORDER);
                        });
    }

    /**
     * Adam's first step is as long for a gradient that is nothing but rounding as for any other:
     * there ours need only lie within two steps of theirs.
     */
    private Tensor settled(String output, Tensor p) {
        Tensor theirs = file.tensor(output);
        Tensor near = p.sub(theirs).abs().le(new Scalar(2.5 * c.get("lr").asDouble()));
        Tensor unsure = p.grad().abs().lt(new Scalar(NO_GRADIENT)).logical_and(near);
        return p.detach().where(unsure.logical_not(), theirs);
    }
}
