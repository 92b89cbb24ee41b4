package org.symbiosis.adversarial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Diverged;
import org.symbiosis.train.Gradients;
import org.symbiosis.train.Optimizer;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.ParameterGroup;
import org.symbiosis.train.TrainConfig;
import org.symbiosis.train.TrainingStep;

/** One move of each player: discriminator, generator, running means, bank (section 3.2). */
public final class GanStep implements TrainingStep {
    private final GanModel model;
    private final TrainConfig config;
    private final Player discriminator;
    private final Player generator;
    private final Readers readers;
    private final Alarms alarms;
    private final SampleSheets sheets;

    /** A network that learns, and its optimiser. */
    private static final class Player {
        private final String name;
        private final Map<String, Tensor> parameters;
        private final Optimizer optimizer;
        private double norm;

        Player(String name, Map<String, Tensor> parameters, OptimizerConfig config) {
            this.name = name;
            this.parameters = parameters;
            this.optimizer = config.create(ParameterGroup.all(parameters, config.weightDecay()));
        }

        /**
         * Goes down the gradient of a loss.
         *
         * @param loss takes it and adds its gradient to the parameters'
         */
        Terms move(Supplier<Terms> loss, double rate, double clip) {
            optimizer.zeroGradients();
            Terms terms = loss.get();
            norm = Gradients.norm(parameters.values());
            double value = terms.total().item_double();
            if (!Double.isFinite(value) || !Double.isFinite(norm)) {
                String first = Gradients.firstNotFinite(parameters);
                throw new Diverged(
                        "the loss of the "
                                + name
                                + " is "
                                + value
                                + (first == null ? "" : "; gradient out of range: " + first),
                        Alarms.MEND);
            }
            Gradients.clip(parameters.values(), norm, clip);
            optimizer.step(rate);
            return terms;
        }
    }

    /** Moves from the present weights, without sheets and silent. */
    public GanStep(GanModel model, GanRecipe recipe) {
        this(model, recipe, SampleSheets.none(), line -> {});
    }

    /**
     * Moves from the present weights.
     *
     * @param sheets draw samples on the way
     * @param message hears what looks wrong
     */
    GanStep(GanModel model, GanRecipe recipe, SampleSheets sheets, Consumer<String> message) {
        this.model = model;
        this.config = recipe.train();
        this.sheets = sheets;
        this.discriminator =
                new Player("discriminator", model.discriminator().parameters(), config.optimizer());
        this.generator =
                new Player(
                        "generator", model.generator().parameters(), recipe.generatorOptimizer());
        this.alarms = new Alarms(model.config(), message);
        this.readers = new Readers(model.discriminator(), config.workersUsed());
        Engine.threadsHere(config.workersUsed());
    }

    /**
     * What both players' moves came to.
     *
     * @param discriminator its loss and terms
     * @param generator its loss and terms
     */
    public record Moves(Terms discriminator, Terms generator) {}

    @Override
    public Result take(List<Batch> batches, Moment now) {
        GanDraw draw = GanDraw.of(batches.get(0), model.config());
        Moves moves = move(draw, now.rate());
        double dLoss = moves.discriminator().total().item_double();
        double gLoss = moves.generator().total().item_double();
        alarms.hear(moves);
        sheets.after(discriminator.optimizer.steps(), model, draw.real());
        double norm = Math.hypot(discriminator.norm, generator.norm);
        String note = "D %.3f G %.3f".formatted(dLoss, gLoss);
        return new Result(dLoss, norm, note, () -> metrics(moves, draw, gLoss));
    }

    /**
     * Both moves on a given draw.
     *
     * @throws Diverged when a loss or a gradient is not finite
     */
    public Moves move(GanDraw draw, double rate) {
        GanIteration iteration = new GanIteration(model, readers, draw);
        double clip = config.clipNorm();
        Terms first = discriminator.move(iteration::discriminator, rate, clip);
        Terms second = generator.move(iteration::generator, rate, clip);
        iteration.end(config.emaDecayAt(discriminator.optimizer.steps()));
        return new Moves(first, second);
    }

    private Map<String, Double> metrics(Moves moves, GanDraw draw, double gLoss) {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("g_loss", gLoss);
        all.putAll(Monitors.of(moves, draw, model.config()));
        all.put("d_grad_max", Gradients.largest(discriminator.parameters.values()));
        all.put("g_grad_max", Gradients.largest(generator.parameters.values()));
        all.put("d_weight_max", Gradients.largestNorm(discriminator.parameters.values()));
        all.put("g_weight_max", Gradients.largestNorm(generator.parameters.values()));
        if (model.bank() != null) {
            double age = Math.ceil((double) model.bank().size() / draw.rows());
            all.put("pool_age", Math.min(age, (double) discriminator.optimizer.steps()));
        }
        return all;
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        model.state().forEach((n, t) -> all.put("model." + n, t));
        discriminator.optimizer.state().forEach((n, t) -> all.put("optimizer.D." + n, t));
        generator.optimizer.state().forEach((n, t) -> all.put("optimizer.G." + n, t));
        all.put("alarms", alarms.state());
        return all;
    }

    @Override
    public void load(Function<String, Map<String, Tensor>> saved) {
        model.load(saved.apply("model."));
        discriminator.optimizer.load(saved.apply("optimizer.D."));
        generator.optimizer.load(saved.apply("optimizer.G."));
        alarms.load(saved.apply("alarms").get(""));
    }

    @Override
    public Map<String, Map<String, Tensor>> finished() {
        return Map.of(MODEL, model.state());
    }

    @Override
    public void close() {
        discriminator.optimizer.close();
        generator.optimizer.close();
        readers.close();
        Engine.threadsHere(1);
    }
}
