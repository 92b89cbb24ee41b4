package org.symbiosis.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Batches;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/**
 * The one training loop of all methods: draw, split, sum gradients, step, log, save.
 *
 * <p>With the same seed and the same number of workers a training gives the same bytes, whether it
 * ran through or was interrupted at any moment and resumed.
 */
public final class Trainer {
    private final Method method;
    private final Function<Position, Batches> data;
    private final TrainConfig config;
    private final RunDirectory run;
    private final ModelIdentity identity;
    private final Progress progress;

    /** How a training ended. */
    public enum Outcome {
        /** All steps done; the model is saved. */
        FINISHED,
        /** Stopped by a signal; a checkpoint is saved. */
        INTERRUPTED
    }

    /**
     * A training on images.
     *
     * @param identity what is noted beside the weights
     */
    public Trainer(
            Method method,
            TrainingSet images,
            TrainConfig config,
            RunDirectory run,
            ModelIdentity identity,
            Progress progress) {
        this(method, images.batches(config), config, run, identity, progress);
    }

    /**
     * A training on any stream of batches.
     *
     * @param data opens the stream of batches at a position
     * @param identity what is noted beside the weights
     */
    public Trainer(
            Method method,
            Function<Position, Batches> data,
            TrainConfig config,
            RunDirectory run,
            ModelIdentity identity,
            Progress progress) {
        this.method = method;
        this.data = data;
        this.config = config;
        this.run = run;
        this.identity = identity;
        this.progress = progress;
    }

    /** Trains to the end, from the last checkpoint if the run is a resumed one. */
    public Outcome run() {
        try (StopSignal stop = new StopSignal();
                Optimizer optimizer =
                        config.optimizer().create(method.groups(config.optimizer().weightDecay()));
                Ema ema =
                        config.emaDecay() > 0 ? new Ema(method.model(), config.emaDecay()) : null;
                Workers workers = new Workers(method, config.workersUsed(), config.precision())) {
            Checkpoint.Parts parts = new Checkpoint.Parts(method, optimizer, ema);
            Checkpoint.Place place = start(parts);
            try (Batches batches = open(place);
                    MetricLog log = new MetricLog(run.metrics(), place.step());
                    TensorBoardEvents events = new TensorBoardEvents(run.path(), place.step())) {
                List<MetricSink> sinks = List.of(log, events);
                Loop loop = new Loop(parts, workers, batches, sinks, stop);
                return loop.from(place.step());
            }
        }
    }

    /** The random streams and the parts, as they are before the first step to be done. */
    private Checkpoint.Place start(Checkpoint.Parts parts) {
        Seed.set(config.seed());
        List<Path> saved = run.isResumed() ? run.checkpoints() : List.of();
        if (saved.isEmpty()) {
            return Checkpoint.Place.START;
        }
        return Checkpoint.load(saved.get(saved.size() - 1), parts, identity);
    }

    /** The stream of batches from there on, provided that it is the one the run began with. */
    private Batches open(Checkpoint.Place place) {
        Batches batches = data.apply(place.position());
        int now = batches.perEpoch();
        if (place.step() > 0 && place.batchesPerEpoch() != now) {
            batches.close();
            throw UserError.usage(
                    "the images are not those that %s was trained on (%d batches an epoch, not %d)"
                            .formatted(run.path(), now, place.batchesPerEpoch()),
                    "give the same --data, or start a new run");
        }
        return batches;
    }

    /** The loop itself, with what is open while it runs. */
    private final class Loop {
        private final Checkpoint.Parts parts;
        private final Workers workers;
        private final Batches batches;
        private final List<MetricSink> sinks;
        private final StopSignal stop;
        private final Map<String, Tensor> parameters = method.model().parameters();
        private final double stepsPerEpoch;
        private final long steps;
        private long lastSaved;

        Loop(
                Checkpoint.Parts parts,
                Workers workers,
                Batches batches,
                List<MetricSink> sinks,
                StopSignal stop) {
            this.parts = parts;
            this.workers = workers;
            this.batches = batches;
            this.sinks = sinks;
            this.stop = stop;
            this.stepsPerEpoch = (double) batches.perEpoch() / config.accumulation();
            this.steps = Math.max(1, Math.round(config.epochs() * stepsPerEpoch));
        }

        Outcome from(long first) {
            lastSaved = first;
            Speed speed = new Speed(config.effectiveBatch());
            progress.begin("training", first, steps);
            for (long step = first + 1; step <= steps; step++) {
                double loss = step(step);
                progress.step(step, "loss %.4f".formatted(loss), speed.tick());
                boolean last = step == steps;
                boolean stopping = stop.isRequested() && !last;
                if (last || stopping || step % config.checkpointEvery() == 0) {
                    save(step);
                }
                if (stopping) {
                    progress.end();
                    progress.message(
                            "stopped after step "
                                    + step
                                    + "; continue with --resume "
                                    + run.path());
                    return Outcome.INTERRUPTED;
                }
            }
            progress.end();
            if (batches.unreadable() > 0) {
                progress.message(
                        batches.unreadable() + " images could not be read and were left out");
            }
            run.saveModel(run.model(), method.model().state(), identity);
            if (parts.ema() != null) {
                run.saveModel(run.path().resolve("ema.safetensors"), parts.ema().state(), identity);
            }
            return Outcome.FINISHED;
        }

        private double step(long step) {
            try (Scope scope = Scope.open()) {
                List<Draw> draws = new ArrayList<>();
                for (int i = 0; i < config.accumulation(); i++) {
                    draws.add(method.draw(batches.next(), (step - 1) / (double) steps));
                }
                parts.optimizer().zeroGradients();
                Workers.Result result = workers.gradients(draws);
                double norm = Gradients.norm(parameters.values());
                checkFinite(step, result.loss(), norm);
                Gradients.clip(parameters.values(), norm, config.clipNorm());
                double epoch = (step - 1) / stepsPerEpoch;
                double rate =
                        config.learningRate()
                                .at(epoch, steps / stepsPerEpoch, config.effectiveBatch());
                parts.optimizer().step(rate);
                if (parts.ema() != null) {
                    parts.ema().update();
                }
                if (step % config.logEvery() == 0 || step == steps) {
                    log(step, rate, norm, result);
                }
                return result.loss();
            }
        }

        private void log(long step, double rate, double norm, Workers.Result result) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("epoch", step / stepsPerEpoch);
            values.put("loss", result.loss());
            values.put("lr", rate);
            values.put("grad_norm", norm);
            values.putAll(result.metrics());
            sinks.forEach(sink -> sink.write(step, values));
        }

        private void save(long step) {
            sinks.forEach(MetricSink::flush);
            Checkpoint.save(
                    run.checkpoint(step),
                    parts,
                    new Checkpoint.Place(step, batches.position(), batches.perEpoch()),
                    identity);
            run.retain(config.keepCheckpoints());
            lastSaved = step;
        }

        private void checkFinite(long step, double loss, double norm) {
            if (Double.isFinite(loss) && Double.isFinite(norm)) {
                return;
            }
            String first = Gradients.firstNotFinite(parameters);
            throw UserError.failed(
                    "training diverged at step "
                            + step
                            + " (the loss is "
                            + loss
                            + (first == null ? "" : "; first gradient out of range: " + first)
                            + ")",
                    (lastSaved > 0
                                    ? "the last good checkpoint is "
                                            + run.checkpoint(lastSaved).getFileName()
                                            + "; "
                                    : "")
                            + "try a smaller learning rate or a larger alphaMin");
        }
    }
}
