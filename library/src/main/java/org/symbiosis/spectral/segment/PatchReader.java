package org.symbiosis.spectral.segment;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;
import org.symbiosis.nn.Grid;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.ModelTap;
import org.symbiosis.tensor.Plain;

/**
 * Shows photographs to a transformer over patches: resized antialiased, normalised.
 *
 * @param model is closed with it
 * @param size at which the photographs are shown
 */
public record PatchReader(AttentionModel model, InputSize size) implements PhotoReader {
    @Override
    public String name() {
        return model.name();
    }

    @Override
    public PatchReading read(Picture photo) {
        Grid grid = size.grid(photo.width(), photo.height());
        ModelTap.Pass pass = new ModelTap(model).pass(image(photo, grid));
        AttentionLayer last = pass.layers().get(pass.layers().size() - 1);
        return new PatchReading(grid, pass.layers(), last, pass.patches().get(0));
    }

    /** A photograph as the model expects it, {@code (1, 3, H, W)}. */
    Tensor image(Picture photo, Grid grid) {
        int height = grid.rows() * size.patch();
        int width = grid.columns() * size.patch();
        Planes planes = Resampling.BILINEAR.resize(Planes.of(photo), width, height);
        float[] pixels = new float[planes.values().length];
        model.normalisation().normalise(planes, pixels, 0);
        return Plain.tensor(pixels, 1, 3, height, width);
    }

    @Override
    public void close() {
        model.close();
    }
}
