package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** A masked autoencoder of two blocks, for commands that need some model of ours. */
final class SmallRun {
    private SmallRun() {}

    /** Trains one pass over striped pictures; returns the run. */
    static String train(Path folder) throws IOException {
        return train(folder, 0);
    }

    /** The same from another seed. */
    static String train(Path folder, long seed) throws IOException {
        Path run = folder.resolve("run");
        Cli trained =
                Cli.run(
                        "train", "mae",
                        "--data", Pictures.folder(folder.resolve("images"), 6).toString(),
                        "--epochs", "1",
                        "--seed", Long.toString(seed),
                        "--set", "model.dim=24",
                        "--set", "model.depth=2",
                        "--set", "model.heads=2",
                        "--set", "model.decoderDim=24",
                        "--set", "model.decoderDepth=1",
                        "--set", "train.batch=8",
                        "--out", run.toString());
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        return run.toString();
    }
}
