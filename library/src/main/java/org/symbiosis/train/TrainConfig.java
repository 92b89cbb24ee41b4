package org.symbiosis.train;

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

    /** The same for another number of epochs. */
    public TrainConfig withEpochs(double other) {
        return new TrainConfig(
                other,
                batch,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                precision,
                seed,
                workers,
                checkpointEvery,
                keepCheckpoints,
                logEvery);
    }

    /** The same from another seed. */
    public TrainConfig withSeed(long other) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                precision,
                other,
                workers,
                checkpointEvery,
                keepCheckpoints,
                logEvery);
    }

    /** The same with another number of workers. */
    public TrainConfig withWorkers(int other) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                precision,
                seed,
                other,
                checkpointEvery,
                keepCheckpoints,
                logEvery);
    }

    /** The same with checkpoints at other intervals. */
    public TrainConfig withCheckpointEvery(int other) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                precision,
                seed,
                workers,
                other,
                keepCheckpoints,
                logEvery);
    }

    /** The same with so many of the last checkpoints kept. */
    public TrainConfig withKeepCheckpoints(int other) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                precision,
                seed,
                workers,
                checkpointEvery,
                other,
                logEvery);
    }

    /** The same with other batches. */
    public TrainConfig withBatch(int other) {
        return new TrainConfig(
                epochs,
                other,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                precision,
                seed,
                workers,
                checkpointEvery,
                keepCheckpoints,
                logEvery);
    }

    /** The same with another learning rate. */
    public TrainConfig withLearningRate(LearningRate other) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                optimizer,
                other,
                clipNorm,
                emaDecay,
                precision,
                seed,
                workers,
                checkpointEvery,
                keepCheckpoints,
                logEvery);
    }

    /** Steps of the optimiser in one pass over so many images; at least 1. */
    public double stepsPerEpoch(int images) {
        return (double) Math.max(1, images / Math.min(batch, images)) / accumulation;
    }

    /** Passes over so many images that are done after a step. */
    public double epochs(long step, int images) {
        return step / stepsPerEpoch(images);
    }

    /** The same with so many checkpoints on the way, all of them kept. */
    public TrainConfig withCheckpoints(int count, int images) {
        long steps = Math.max(1, Math.round(epochs * stepsPerEpoch(images)));
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                optimizer,
                learningRate,
                clipNorm,
                emaDecay,
                precision,
                seed,
                workers,
                (int) Math.max(1, steps / count),
                count + 1,
                logEvery);
    }
}
