package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.train.Trainer;

class TrainedOnceTest {
    @TempDir private Path folder;

    @Test
    void whatIsDoneIsNotDoneAgain() throws IOException {
        AtomicInteger trainings = new AtomicInteger();
        Path run = folder.resolve("run");
        double seconds =
                TrainedOnce.in(
                        run,
                        r -> {
                            trainings.incrementAndGet();
                            return Trainer.Outcome.FINISHED;
                        });
        assertThat(seconds).isPositive();
        assertThat(TrainedOnce.isIn(run)).as("no model was written").isFalse();
        Files.writeString(run.resolve("model.safetensors"), "");
        double again =
                TrainedOnce.in(
                        run,
                        r -> {
                            throw new AssertionError("trained again");
                        });
        assertThat(again).isZero();
        assertThat(trainings).hasValue(1);
    }

    @Test
    void theWorkThatNeedsAStoppedTrainingStopsToo() {
        Path run = folder.resolve("run");
        assertThatThrownBy(() -> TrainedOnce.in(run, r -> Trainer.Outcome.INTERRUPTED))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("stopped while training " + run)
                .hasMessageContaining("the same command goes on from there");
        assertThat(TrainedOnce.in(run, r -> Trainer.Outcome.FINISHED))
                .as("goes on, and the folder was given free")
                .isPositive();
    }
}
