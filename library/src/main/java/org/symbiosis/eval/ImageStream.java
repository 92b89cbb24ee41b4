package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.cat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.Team;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Planes;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Vectors of whole sets of images that pass by in order and are not kept: images of any sizes,
 * brought to one size by the network's own resize, on all cores.
 *
 * @param workers threads, each with an image batch of its own, at least 1
 * @param onCorrupt what to do about an image that cannot be read
 * @param progress told of the images done
 */
public record ImageStream(int workers, OnCorrupt onCorrupt, Progress progress) {
    private static final int BATCH = 16;

    /**
     * A network in two parts, both called by several threads.
     *
     * @param prepare from {@code (1, 3, H, W)} in [0, 1] to one size for all
     * @param encode from a batch of those to vectors {@code (B, d)}
     */
    public record Network(UnaryOperator<Tensor> prepare, UnaryOperator<Tensor> encode) {}

    /** Vectors of a batch, row-major; fewer than images where some could not be read. */
    private record Part(float[] values, int rows, int images) {}

    /**
     * Sends the vectors of all images to {@code sink}, batch by batch as tensors {@code (B, d)}, on
     * the calling thread.
     *
     * @return images that could be read
     * @throws UserError when none could, or one could not and that is to fail
     */
    public int each(ImageSource source, Network network, Consumer<Tensor> sink) {
        progress.begin("features of " + source.name(), 0, source.size());
        try (Team team = new Team("stream", workers)) {
            int read = drain(source, network, team, sink);
            if (read == 0) {
                throw UserError.failed(
                        source.name() + " holds no image that can be read", "check the files");
            }
            return read;
        } finally {
            progress.end();
        }
    }

    private int drain(ImageSource source, Network network, Team team, Consumer<Tensor> sink) {
        ArrayDeque<Future<Part>> ahead = new ArrayDeque<>();
        int next = 0;
        int read = 0;
        int done = 0;
        while (next < source.size() || !ahead.isEmpty()) {
            while (next < source.size() && ahead.size() < 2 * workers) {
                int from = next;
                int to = Math.min(from + BATCH, source.size());
                ahead.add(team.begin(() -> part(source, network, from, to)));
                next = to;
            }
            Part part = Team.result(ahead.remove());
            if (part.rows > 0) {
                try (Scope s = Scope.open()) {
                    int d = part.values.length / part.rows;
                    sink.accept(Plain.tensor(part.values, part.rows, d));
                }
            }
            read += part.rows;
            done += part.images;
            progress.step(done, "", 0);
        }
        return read;
    }

    private Part part(ImageSource source, Network network, int from, int to) {
        Engine.oneThreadHere();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            TensorVector images = new TensorVector();
            for (int i = from; i < to; i++) {
                Planes planes = read(source, i);
                if (planes != null) {
                    Tensor image =
                            Plain.tensor(planes.values(), 1, 3, planes.height(), planes.width());
                    images.push_back(network.prepare().apply(image));
                }
            }
            int rows = (int) images.size();
            float[] values =
                    rows == 0 ? new float[0] : Plain.floats(network.encode().apply(cat(images, 0)));
            return new Part(values, rows, to - from);
        }
    }

    /** Null for an image that is to be skipped. */
    private Planes read(ImageSource source, int i) {
        try {
            return Planes.of(source.read(i));
        } catch (IOException e) {
            if (onCorrupt == OnCorrupt.FAIL) {
                throw UserError.failed(
                        e.getMessage(), "mend or remove it, or leave out --strict", e);
            }
            progress.message("skipped: " + e.getMessage());
            return null;
        }
    }
}
