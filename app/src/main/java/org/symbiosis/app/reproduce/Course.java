package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.train.SavedModel;
import org.symbiosis.train.TrainConfig;

/**
 * When a training is measured: at even distances, the last time at its end. There may be more
 * checkpoints than moments, so that an interrupted training loses little.
 *
 * @param train how to train, with checkpoints at all moments
 * @param moments how many
 * @param between checkpoints from one moment to the next
 * @param steps of the whole training
 */
record Course(TrainConfig train, int moments, int between, long steps) {
    private static final int MOST = 12;
    private static final int SPARE = 8; // one for every time it is interrupted

    /**
     * A moment of a training that is done.
     *
     * @param share of the training
     * @param weights as they were
     */
    record Stop(double share, Path weights) {}

    /**
     * So many moments of a training.
     *
     * @param images that it learns from
     * @throws UserError when it has fewer steps than moments
     */
    static Course of(TrainConfig plain, int moments, int images) {
        long steps = Math.max(1, Math.round(plain.epochs() * plain.stepsPerEpoch(images)));
        if (moments > steps) {
            throw UserError.usage(
                    "--moments " + moments + " in a training of " + steps + " steps",
                    "measure less often, or train for longer");
        }
        if (moments == 1) {
            return new Course(plain, 1, 1, steps);
        }
        double wanted = Math.ceil((double) steps / moments / plain.checkpointEvery());
        int between = (int) Math.max(1, Math.min(wanted, MOST / moments));
        TrainConfig train = plain.withCheckpoints(moments * between, images);
        int kept = train.keepCheckpoints() + SPARE;
        return new Course(train.withKeepCheckpoints(kept), moments, between, steps);
    }

    /** The moments of a run that is finished. */
    List<Stop> finished(Path run) {
        List<Stop> stops = onTheWay(run);
        stops.add(new Stop(1, run));
        return stops;
    }

    /** The moments of a run that diverged: those of before, and its last good checkpoint. */
    List<Stop> unfinished(Path run, Optional<Path> lastGood) {
        if (lastGood.isEmpty()) {
            return List.of();
        }
        long good = SavedModel.step(lastGood.get());
        double share = (double) good / steps;
        List<Stop> stops = onTheWay(run);
        stops.removeIf(s -> SavedModel.step(s.weights()) >= good);
        stops.add(new Stop(share, lastGood.get()));
        return stops;
    }

    private List<Stop> onTheWay(Path run) {
        List<Stop> stops = new ArrayList<>();
        for (int m = 1; m < moments; m++) {
            long step = (long) m * between * train.checkpointEvery();
            Optional<Path> there =
                    SavedModel.checkpoints(run).stream()
                            .filter(c -> SavedModel.step(c) == step)
                            .findFirst();
            double share = (double) m / moments;
            there.ifPresent(checkpoint -> stops.add(new Stop(share, checkpoint)));
        }
        return stops;
    }
}
