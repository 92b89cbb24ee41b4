package org.symbiosis.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of optimiser steps and of schedules. */
public final class TrainParity {
    private static final Pattern LARS_STEP = Pattern.compile("output\\.lars\\.(.+)\\.(\\d+)");
    private static final Pattern ALPHAS =
            Pattern.compile("output\\.alpha\\.(linear|cosine)\\.L(\\d+)\\.(.+)");

    private TrainParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("training-math", TrainParity::trainingMath);
    }

    private static void trainingMath(ParityFile file) {
        lars(file);
        rates(file);
        JsonNode c = file.config();
        if (file.has("output.layer_scales")) {
            double layerDecay = c.get("layer_decay").asDouble();
            int depth = c.get("depth").asInt();
            check(file, "output.layer_scales", LayerDecay.scales(layerDecay, depth));
        }
        for (String name : file.expected("output.alpha.")) {
            Matcher m = ALPHAS.matcher(name);
            if (m.matches()) {
                double alphaMin = Double.parseDouble(m.group(3));
                Shortcut shortcut =
                        m.group(1).equals("linear")
                                ? new Shortcut.LinearDecay(alphaMin)
                                : new Shortcut.CosineDecay(alphaMin);
                file.check(name, shortcut.alphas(Integer.parseInt(m.group(2))));
            }
        }
    }

    /** Steps through the given gradients; each parameter's value after each step is expected. */
    private static void lars(ParityFile file) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        int steps = 0;
        for (String name : file.expected("output.lars.")) {
            Matcher m = LARS_STEP.matcher(name);
            if (m.matches()) {
                parameters.computeIfAbsent(
                        m.group(1),
                        p -> file.tensor("input.lars." + p).clone().requires_grad_(true));
                steps = Math.max(steps, 1 + Integer.parseInt(m.group(2)));
            }
        }
        if (steps == 0) {
            return;
        }
        JsonNode c = file.config();
        OptimizerConfig.LayerAdaptive usual = OptimizerConfig.LayerAdaptive.ofProbe();
        OptimizerConfig lars =
                new OptimizerConfig.LayerAdaptive(
                        c.path("lars_momentum").asDouble(usual.momentum()),
                        c.path("lars_trust").asDouble(usual.trust()),
                        c.path("lars_wd").asDouble(usual.weightDecay()));
        List<ParameterGroup> groups = ParameterGroup.all(parameters, lars.weightDecay());
        try (Optimizer optimizer = lars.create(groups)) {
            for (int step = 0; step < steps; step++) {
                optimizer.zeroGradients();
                for (Map.Entry<String, Tensor> p : parameters.entrySet()) {
                    Tensor g = file.tensor("input.lars.grad_" + p.getKey() + "." + step);
                    p.getValue().mul(g).sum().backward(); // d(p g)/dp = g
                }
                optimizer.step(c.get("lars_lr").asDouble());
                for (Map.Entry<String, Tensor> p : parameters.entrySet()) {
                    file.check("output.lars." + p.getKey() + "." + step, p.getValue());
                }
            }
        }
    }

    private static void rates(ParityFile file) {
        if (!file.has("output.lr.warmup_cosine")) {
            return;
        }
        JsonNode c = file.config();
        double peak = c.get("lr").asDouble();
        LearningRate schedule =
                new LearningRate.WarmupCosine(
                        peak,
                        LearningRate.Scaling.NONE,
                        c.get("warmup").asDouble(),
                        c.get("min_lr").asDouble() / peak);
        double[] epochs = Plain.doubles(file.tensor("input.lr.epoch"));
        double[] rates = new double[epochs.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = schedule.at(epochs[i], c.get("epochs").asDouble(), 1);
        }
        check(file, "output.lr.warmup_cosine", rates);
    }

    /**
     * Some values went through single precision on their way into a file of doubles: where all of
     * theirs did, ours are rounded as well.
     */
    private static void check(ParityFile file, String name, double[] ours) {
        boolean single = true;
        for (double value : Plain.doubles(file.tensor(name))) {
            single &= value == (float) value;
        }
        double[] rounded = ours.clone();
        for (int i = 0; single && i < rounded.length; i++) {
            rounded[i] = (float) rounded[i];
        }
        file.check(name, rounded);
    }
}
