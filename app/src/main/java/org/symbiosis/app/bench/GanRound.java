package org.symbiosis.app.bench;

import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.adversarial.GanDraw;
import org.symbiosis.adversarial.GanModel;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.adversarial.GanStep;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

/** Our iteration: one move of each player, over one batch and one draw of noise. */
public final class GanRound implements Starter {
    private final GanRecipe recipe;
    private final GanModel model;
    private final GanStep step;
    private final GanDraw draw;

    /** The game before its first move. */
    public GanRound(GanCourse course, GanCourse.Regulariser regulariser, int batch, int threads) {
        recipe = course.recipe(regulariser, batch, threads);
        model = GanTraining.untrained(recipe);
        step = new GanStep(model, recipe);
        int noise = recipe.model().generator().noise();
        try (Scope s = Scope.open()) {
            Tensor images = rand(batch, 3, 32, 32).mul(new Scalar(2)).sub(new Scalar(1));
            draw =
                    new GanDraw(
                            Scope.keep(images),
                            null,
                            Scope.keep(randn(batch, noise)),
                            Scope.keep(randn(batch, noise)),
                            Scope.keep(
                                    randn(2L * batch, recipe.model().discriminator().embedding())));
        }
    }

    @Override
    public String name() {
        return "Symbiosis, threads: " + recipe.train().workersUsed();
    }

    @Override
    public void save(Path file) {
        Map<String, Tensor> all = new LinkedHashMap<>(model.state());
        all.keySet().removeIf(name -> name.startsWith("moment") || name.equals("D.queue_ptr"));
        all.put("images", draw.real());
        all.put("noiseD", draw.noiseD());
        all.put("noiseG", draw.noiseG());
        all.put("u", draw.u());
        Safetensors.write(file, all, Map.of());
    }

    @Override
    public Round run(int steps) {
        List<Double> seconds = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        double rate = recipe.train().learningRate().peak();
        for (int i = 0; i < steps; i++) {
            long start = System.nanoTime();
            try (Scope s = Scope.open()) {
                GanStep.Moves moves = step.move(draw, rate);
                losses.add(
                        moves.discriminator().total().item_double()
                                + moves.generator().total().item_double());
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return new Round(seconds, losses);
    }

    @Override
    public void close() {
        step.close();
        model.close();
        for (Tensor t : List.of(draw.real(), draw.noiseD(), draw.noiseG(), draw.u())) {
            Scope.release(t);
        }
    }
}
