package org.symbiosis.nested.latents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.Team;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Planes;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Reads images and runs networks over them, a few at a time on every core. */
final class LatentWorkers implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final ImageSource source;
    private final int side;
    private final OnCorrupt onCorrupt;
    private final Team team;

    LatentWorkers(ImageSource source, int side, OnCorrupt onCorrupt) {
        this.source = source;
        this.side = side;
        this.onCorrupt = onCorrupt;
        this.team = new Team("latents", Engine.cores());
    }

    /** What is done with images {@code (B, 3, S, S)} in [0, 1]; plain numbers leave. */
    @FunctionalInterface
    interface Work<T> {
        T of(Tensor images);
    }

    /** Some images' results, and which images could be read. */
    record Part<T>(List<Integer> indices, T result) {}

    /** Does the work for these images, in their order; unreadable ones are left out. */
    <T> List<Part<T>> run(List<Integer> indices, Work<T> work) {
        List<Future<Part<T>>> parts = new ArrayList<>();
        for (int from = 0; from < indices.size(); from += AT_ONCE) {
            List<Integer> some = indices.subList(from, Math.min(from + AT_ONCE, indices.size()));
            parts.add(team.begin(() -> part(some, work)));
        }
        List<Part<T>> done = new ArrayList<>();
        for (Future<Part<T>> part : parts) {
            Part<T> finished = Team.result(part);
            if (finished != null) {
                done.add(finished);
            }
        }
        return done;
    }

    private <T> Part<T> part(List<Integer> indices, Work<T> work) {
        Engine.oneThreadHere();
        List<Integer> read = new ArrayList<>();
        float[] pixels = new float[indices.size() * 3 * side * side];
        for (int i : indices) {
            Planes planes = square(i);
            if (planes != null) {
                System.arraycopy(
                        planes.values(), 0, pixels, read.size() * 3 * side * side, 3 * side * side);
                read.add(i);
            }
        }
        if (read.isEmpty()) {
            return null;
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor all = Plain.tensor(pixels, indices.size(), 3, side, side);
            return new Part<>(read, work.of(all.narrow(0, 0, read.size())));
        }
    }

    private Planes square(int i) {
        try {
            return SquareImage.of(source.read(i), side);
        } catch (IOException e) {
            if (onCorrupt == OnCorrupt.FAIL) {
                throw UserError.failed(
                        source.name() + ": " + e.getMessage(), "mend or remove the file", e);
            }
            return null;
        }
    }

    @Override
    public void close() {
        team.close();
    }
}
