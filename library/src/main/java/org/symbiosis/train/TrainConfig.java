package org.symbiosis.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.symbiosis.tensor.Engine;

/**
 * How to train, whatever the method.
 *
 * @param epochs passes over the images; a fraction ends within a pass
 * @param batch images in one forward pass
 * @param accumulation forward passes in one step of the optimiser
 * @param optimizer which optimiser
 * @param learningRate its rate over time
 * @param clipNorm gradients are scaled down to this norm; infinite for no clipping
 * @param emaDecay memory of the running mean of the weights; 0 for none
 * @param emaWarmup lets that memory grow with what there is to remember: after n steps the decay is
 *     at most {@code (1 + n) / (emaWarmup + n)}, so that a short training does not keep its first
 *     weights; 10 is usual, 0 for {@code emaDecay} from the first step on
 * @param precision number format of the forward pass
 * @param seed decides first weights, order, augmentation and masks
 * @param workers threads that share a batch; 0 for one per core
 * @param checkpointEvery steps between checkpoints
 * @param keepCheckpoints how many of the last checkpoints stay
 * @param logEvery steps between lines of metrics
 */
public record TrainConfig(
        double epochs,
        int batch,
        int accumulation,
        OptimizerConfig optimizer,
        LearningRate learningRate,
        double clipNorm,
        double emaDecay,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int emaWarmup,
        Precision precision,
        long seed,
        int workers,
        int checkpointEvery,
        int keepCheckpoints,
        int logEvery) {
    /** Checks the ranges. */
    public TrainConfig {
        if (!(epochs > 0) || Double.isInfinite(epochs)) {
            throw new IllegalArgumentException("epochs must be positive, not " + epochs);
        }
        atLeast(1, "batch", batch);
        atLeast(1, "accumulation", accumulation);
        atLeast(0, "emaWarmup", emaWarmup);
        atLeast(0, "workers", workers);
        atLeast(1, "checkpointEvery", checkpointEvery);
        atLeast(1, "keepCheckpoints", keepCheckpoints);
        atLeast(1, "logEvery", logEvery);
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException("clipNorm must be positive, not " + clipNorm);
        }
        if (!(emaDecay >= 0 && emaDecay < 1)) {
            throw new IllegalArgumentException("emaDecay must lie in [0, 1), not " + emaDecay);
        }
    }

    /** A training whose running mean, if any, has its full memory from the first step on. */
    public TrainConfig(
            double epochs,
            int batch,
            int accumulation,
            OptimizerConfig optimizer,
            LearningRate learningRate,
            double clipNorm,
            double emaDecay,
            Precision precision,
            long seed,
            int workers,
            int checkpointEvery,
            int keepCheckpoints,
            int logEvery) {
        this(
                epochs,
                batch,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                0,
                precision,
                seed,
                workers,
                checkpointEvery,
                keepCheckpoints,
                logEvery);
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    name + " must be at least " + least + ", not " + value);
        }
    }

    /** Images in one step of the optimiser. */
    public int effectiveBatch() {
        return batch * accumulation;
    }

    /** Threads that share a batch. */
    public int workersUsed() {
        return workers == 0 ? Engine.cores() : workers;
    }

    /** Steps of the optimiser in one pass over so many images; at least 1. */
    public double stepsPerEpoch(int images) {
        return (double) Math.max(1, images / Math.min(batch, images)) / accumulation;
    }

    /** The decay of the running mean in a step, the first of which is number 1. */
    public double emaDecayAt(long step) {
        double n = step - 1;
        return emaWarmup == 0 ? emaDecay : Math.min(emaDecay, (1 + n) / (emaWarmup + n));
    }

    /** Passes over so many images that are done after a step. */
    public double epochs(long step, int images) {
        return step / stepsPerEpoch(images);
    }

    /** The same for another number of epochs. */
    public TrainConfig withEpochs(double other) {
        return copy(
                other,
                batch,
                learningRate,
                emaWarmup,
                seed,
                workers,
                checkpointEvery,
                keepCheckpoints);
    }

    /** The same training made longer or shorter, as large a part of it warm-up of the rate. */
    public TrainConfig stretchedTo(double other) {
        return withLearningRate(learningRate.stretched(other / epochs)).withEpochs(other);
    }

    /** The same from another seed. */
    public TrainConfig withSeed(long other) {
        return copy(
                epochs,
                batch,
                learningRate,
                emaWarmup,
                other,
                workers,
                checkpointEvery,
                keepCheckpoints);
    }

    /** The same with another number of workers. */
    public TrainConfig withWorkers(int other) {
        return copy(
                epochs,
                batch,
                learningRate,
                emaWarmup,
                seed,
                other,
                checkpointEvery,
                keepCheckpoints);
    }

    /** The same with other batches. */
    public TrainConfig withBatch(int other) {
        return copy(
                epochs,
                other,
                learningRate,
                emaWarmup,
                seed,
                workers,
                checkpointEvery,
                keepCheckpoints);
    }

    /** The same with another learning rate. */
    public TrainConfig withLearningRate(LearningRate other) {
        return copy(
                epochs, batch, other, emaWarmup, seed, workers, checkpointEvery, keepCheckpoints);
    }

    /** The same with a running mean whose memory grows; 0 for the same one from the start. */
    public TrainConfig withEmaWarmup(int other) {
        return copy(
                epochs,
                batch,
                learningRate,
                other,
                seed,
                workers,
                checkpointEvery,
                keepCheckpoints);
    }

    /** The same with checkpoints at other intervals. */
    public TrainConfig withCheckpointEvery(int other) {
        return copy(epochs, batch, learningRate, emaWarmup, seed, workers, other, keepCheckpoints);
    }

    /** The same with so many of the last checkpoints kept. */
    public TrainConfig withKeepCheckpoints(int other) {
        return copy(epochs, batch, learningRate, emaWarmup, seed, workers, checkpointEvery, other);
    }

    /** The same with so many checkpoints on the way, all of them kept. */
    public TrainConfig withCheckpoints(int count, int images) {
        long steps = Math.max(1, Math.round(epochs * stepsPerEpoch(images)));
        return withCheckpointEvery((int) Math.max(1, steps / count)).withKeepCheckpoints(count + 1);
    }

    private TrainConfig copy(
            double epochs,
            int batch,
            LearningRate learningRate,
            int emaWarmup,
            long seed,
            int workers,
            int checkpointEvery,
            int keepCheckpoints) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                emaWarmup,
                precision,
                seed,
                workers,
                checkpointEvery,
                keepCheckpoints,
                logEvery);
    }
}
