package org.symbiosis.app.where;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.tensor.Npy;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Features of a set beside its results: {@code set.features.npy}, images x rows x columns x
 * channels, and {@code set.json}, which says of what. The same set is not solved twice, whatever is
 * made of its features.
 *
 * @param folder is there
 * @param identity all that decides the features, in words
 */
public record KeptFeatures(Path folder, String identity) {
    /**
     * What {@code set.json} holds.
     *
     * @param of all that decided the features
     * @param values singular values or eigenvalues, falling
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Description(
            String of, int images, int rows, int columns, int channels, float[] values) {}

    /** The features that are there, or new ones, which are then kept. */
    public SetFeatures get(Supplier<SetFeatures> solve) {
        Description there = description();
        return there == null ? keep(solve.get()) : read(there);
    }

    private Path about() {
        return folder.resolve("set.json");
    }

    private Path features() {
        return folder.resolve("set.features.npy");
    }

    private Description description() {
        if (!Files.isRegularFile(about()) || !Files.isRegularFile(features())) {
            return null;
        }
        try {
            Description found = Configs.fromJson(Files.readString(about()), Description.class);
            return found.of().equals(identity) ? found : null;
        } catch (IOException e) {
            throw UserError.failed("cannot read " + about(), "choose another folder by --out", e);
        }
    }

    private SetFeatures read(Description d) {
        Grid grid = new Grid(d.rows(), d.columns());
        int length = grid.size() * d.channels();
        try (Scope s = Scope.open()) {
            float[] all = Plain.floats(Npy.read(features()));
            if (all.length != (long) d.images() * length) {
                throw UserError.failed(
                        features() + " is not what set.json says", "delete both, and run again");
            }
            float[][] images = new float[d.images()][length];
            for (int i = 0; i < images.length; i++) {
                System.arraycopy(all, i * length, images[i], 0, length);
            }
            return new SetFeatures(grid, d.channels(), images, d.values());
        }
    }

    private SetFeatures keep(SetFeatures found) {
        Grid grid = found.grid();
        int length = grid.size() * found.channels();
        float[] all = new float[Math.multiplyExact(found.images(), length)];
        for (int i = 0; i < found.images(); i++) {
            System.arraycopy(found.features()[i], 0, all, i * length, length);
        }
        try {
            Files.deleteIfExists(about());
        } catch (IOException e) {
            throw UserError.failed("cannot renew " + about(), "choose another folder by --out", e);
        }
        Npy.write(features(), all, found.images(), grid.rows(), grid.columns(), found.channels());
        Description d =
                new Description(
                        identity,
                        found.images(),
                        grid.rows(),
                        grid.columns(),
                        found.channels(),
                        found.values());
        AtomicFile.write(about(), Configs.json(d).getBytes(StandardCharsets.UTF_8));
        return found;
    }
}
