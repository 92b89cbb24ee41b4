package org.symbiosis.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.symbiosis.UserError;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/**
 * The one training loop of all methods: take batches, step, log, save.
 *
 * <p>With the same seed and the same number of workers a training gives the same bytes, whether it
 * ran through or was interrupted at any moment and resumed.
 */
public final class Trainer {
    private final Supplier<? extends TrainingStep> steps;
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
     * A training by the gradient of one loss on images.
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
     * A training by the gradient of one loss on any stream of batches.
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
        this(() -> new GradientStep(method, config), data, config, run, identity, progress);
    }

    /**
     * A training by steps of another kind.
     *
     * @param steps makes what is repeated; the trainer closes it
     * @param data opens the stream of batches at a position
     * @param identity what is noted beside the weights
     */
    public Trainer(
            Supplier<? extends TrainingStep> steps,
            Function<Position, Batches> data,
            TrainConfig config,
            RunDirectory run,
            ModelIdentity identity,
            Progress progress) {
        this.steps = steps;
        this.data = data;
        this.config = config;
        this.run = run;
        this.identity = identity;
        this.progress = progress;
    }

    /** Trains to the end, from the last checkpoint if the run is a resumed one. */
    public Outcome run() {
        try (StopSignal stop = new StopSignal();
                TrainingStep step = steps.get()) {
            Seed.set(config.seed());
            Optional<Path> saved = lastCheckpoint();
            Checkpoint.Place place = saved.map(Checkpoint::place).orElse(Checkpoint.Place.START);
            try (Batches batches = open(place)) {
                saved.ifPresent(checkpoint -> Checkpoint.load(checkpoint, step, identity));
                return run(step, batches, place.step(), stop);
            }
        }
    }

    private Outcome run(TrainingStep step, Batches batches, long done, StopSignal stop) {
        try (MetricLog log = new MetricLog(run.metrics(), done);
                TensorBoardEvents events = new TensorBoardEvents(run.path(), done)) {
            return new Loop(step, batches, List.of(log, events), stop).from(done);
        }
    }

    /** Where a run that is taken up again goes on. */
    private Optional<Path> lastCheckpoint() {
        return run.isResumed()
                ? run.checkpoints().stream().reduce((earlier, later) -> later)
                : Optional.empty();
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
        boolean known = !place.data().isEmpty() && !batches.mark().isEmpty();
        if (known && !place.data().equals(batches.mark())) {
            batches.close();
            throw UserError.usage(
                    "the images are not those that %s was trained on (others by number, name or class)"
                            .formatted(run.path()),
                    "give the same --data, or start a new run");
        }
        return batches;
    }

    /** The loop itself, with what is open while it runs. */
    private final class Loop {
        private final TrainingStep step;
        private final Batches batches;
        private final List<MetricSink> sinks;
        private final StopSignal stop;
        private final String mark;
        private final double stepsPerEpoch;
        private final long steps;

        Loop(TrainingStep step, Batches batches, List<MetricSink> sinks, StopSignal stop) {
            this.step = step;
            this.batches = batches;
            this.sinks = sinks;
            this.stop = stop;
            this.mark = batches.mark();
            this.stepsPerEpoch = (double) batches.perEpoch() / config.accumulation();
            this.steps = Math.max(1, Math.round(config.epochs() * stepsPerEpoch));
        }

        Outcome from(long first) {
            Speed speed = new Speed(config.effectiveBatch());
            progress.begin("training", first, steps);
            for (long n = first + 1; n <= steps; n++) {
                progress.step(n, take(n), speed.tick());
                boolean last = n == steps;
                boolean stopping = stop.isRequested() && !last;
                if (last || stopping || n % config.checkpointEvery() == 0) {
                    save(n);
                }
                if (stopping) {
                    progress.end();
                    progress.message("stopped after step " + n + run.mend());
                    return Outcome.INTERRUPTED;
                }
            }
            progress.end();
            if (batches.unreadable() > 0) {
                progress.message(
                        batches.unreadable() + " images could not be read and were left out");
            }
            step.finished()
                    .forEach((name, weights) -> run.saveModel(name, weights, identity, steps));
            return Outcome.FINISHED;
        }

        /** Takes one step; returns what the terminal shows of it. */
        private String take(long n) {
            try (Scope scope = Scope.open()) {
                List<Batch> next = new ArrayList<>();
                for (int i = 0; i < config.accumulation(); i++) {
                    next.add(batches.next());
                }
                double epoch = (n - 1) / stepsPerEpoch;
                double rate =
                        config.learningRate()
                                .at(epoch, steps / stepsPerEpoch, config.effectiveBatch());
                double share = (n - 1) / (double) steps;
                TrainingStep.Moment now = new TrainingStep.Moment(n, share, rate);
                TrainingStep.Result result = step.take(next, now);
                if (n % config.logEvery() == 0 || n == steps) {
                    log(n, rate, result);
                }
                return result.note();
            } catch (Diverged e) {
                throw stopped(n, e);
            }
        }

        private void log(long n, double rate, TrainingStep.Result result) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("epoch", n / stepsPerEpoch);
            values.put("loss", result.loss());
            values.put("lr", rate);
            values.put("grad_norm", result.gradientNorm());
            values.putAll(result.metrics().get());
            sinks.forEach(sink -> sink.write(n, values));
        }

        private void save(long n) {
            sinks.forEach(MetricSink::flush);
            Checkpoint.save(
                    run.checkpoint(n),
                    step,
                    new Checkpoint.Place(n, batches.position(), batches.perEpoch(), mark),
                    identity);
            run.retain(config.keepCheckpoints());
        }

        private UserError stopped(long n, Diverged e) {
            Diverged known = e.with(lastBefore(n - e.lasted()));
            return UserError.failed(
                    "training diverged at step " + n + " (" + e.getMessage() + ")",
                    known.lastGood()
                                    .map(
                                            good ->
                                                    "the last good checkpoint is "
                                                            + good.getFileName())
                                    .map(words -> words + "; ")
                                    .orElse("")
                            + e.mend(),
                    known);
        }

        /** The last checkpoint of the run from before a step, or null. */
        private Path lastBefore(long n) {
            return run.checkpoints().stream()
                    .filter(c -> SavedModel.step(c) < n)
                    .reduce((earlier, later) -> later)
                    .orElse(null);
        }
    }
}
