package org.symbiosis.nested.latents;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.ClipImage;

/**
 * CLIP's image tower as visual encoder: vectors and patches in the common space, not normalised.
 */
public final class ClipEncoder implements VisualEncoder {
    private final String name;
    private final ClipImage tower;
    private final Runnable release;
    private final String fingerprint;

    /**
     * Reads images with a tower.
     *
     * @param release what {@link #close} does: closes the model that the tower belongs to
     */
    public ClipEncoder(String name, ClipImage tower, Runnable release) {
        this.name = name;
        this.tower = tower;
        this.release = release;
        this.fingerprint = Fingerprint.of("clip", tower);
        tower.eval();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public int inputSide() {
        return tower.config().grid().rows() * tower.config().patch();
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.CLIP;
    }

    @Override
    public int channels() {
        return tower.projectionWidth();
    }

    @Override
    public Tensor vectors(Tensor images) {
        try (NoGradGuard g = new NoGradGuard()) {
            return tower.features(images, Trace.none());
        }
    }

    @Override
    public Tensor map(Tensor images) {
        Grid grid = Grid.of(images.size(2), images.size(3), tower.config().patch());
        try (NoGradGuard g = new NoGradGuard()) {
            Tensor tokens = tower.projected(tower.hidden(images, Trace.none())); // (B, 1 + N, P)
            return tokens.narrow(1, 1, grid.size())
                    .transpose(1, 2)
                    .reshape(images.size(0), -1, grid.rows(), grid.columns());
        }
    }

    @Override
    public void close() {
        release.run();
    }
}
