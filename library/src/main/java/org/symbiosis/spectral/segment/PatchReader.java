package org.symbiosis.spectral.segment;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
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
 * @param enlarged times that queries, keys and values are enlarged, bicubically, before they are
 *     compared: how a model that knows one size only gets a finer grid; methods of a single layer
 *     stay on its own
 */
public record PatchReader(AttentionModel model, InputSize size, int enlarged)
        implements PhotoReader {
    private static final int MOST = 8;

    /** Checks the enlargement. */
    public PatchReader {
        if (enlarged < 1 || enlarged > MOST) {
            throw UserError.usage(
                    "queries and keys enlarged " + enlarged + " times",
                    "choose from 1 (as they are) to " + MOST);
        }
    }

    /** A reader on the model's own grid. */
    public PatchReader(AttentionModel model, InputSize size) {
        this(model, size, 1);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public PatchReading read(Picture photo) {
        Grid grid = size.grid(photo.width(), photo.height());
        ModelTap.Pass pass = new ModelTap(model).pass(image(photo, grid));
        AttentionLayer last = pass.layers().get(pass.layers().size() - 1);
        return new PatchReading(grid, fine(pass.layers(), grid), last, pass.patches().get(0));
    }

    private List<AttentionLayer> fine(List<AttentionLayer> layers, Grid grid) {
        Grid fine = new Grid(enlarged * grid.rows(), enlarged * grid.columns());
        if (fine.size() > InputSize.MOST_TOKENS) {
            throw UserError.usage(
                    "%d x %d places are more than %d in all"
                            .formatted(fine.rows(), fine.columns(), InputSize.MOST_TOKENS),
                    "enlarge less, or choose a smaller --size");
        }
        return layers.stream().map(layer -> layer.resized(fine)).toList();
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
