package org.symbiosis.spectral.segment;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
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
 * What a model saw in one photograph; native memory of the caller's scope.
 *
 * @param grid places of the N patches
 * @param layers every self-attention layer, in forward order
 * @param tokens patch tokens after the final norm, {@code (N, D)}
 */
public record Reading(Grid grid, List<AttentionLayer> layers, Tensor tokens) {
    /** Shows a photograph to a model: resized antialiased, normalised. */
    static Reading of(AttentionModel model, InputSize size, Picture photo) {
        Grid grid = size.grid(photo.width(), photo.height());
        int height = grid.rows() * size.patch();
        int width = grid.columns() * size.patch();
        Planes planes = Resampling.BILINEAR.resize(Planes.of(photo), width, height);
        float[] pixels = new float[planes.values().length];
        model.normalisation().normalise(planes, pixels, 0);
        ModelTap.Pass pass = new ModelTap(model).pass(Plain.tensor(pixels, 1, 3, height, width));
        return new Reading(grid, pass.layers(), pass.patches().get(0));
    }

    /** The last self-attention layer. */
    AttentionLayer last() {
        return layers.get(layers.size() - 1);
    }

    /** The final patch tokens as plain numbers, {@code (N, D)} row-major. */
    float[] features() {
        return Plain.floats(tokens);
    }

    /** Keys of the last layer with the heads joined, {@code (N, H d)} row-major. */
    float[] keys() {
        Tensor k = last().k(); // (1, H, N, d)
        return Plain.floats(k.get(0).transpose(0, 1).reshape(grid.size(), -1));
    }

    /** The last layer's attention over patches, mean over heads, {@code (N, N)} row-major. */
    float[] lastAttention() {
        AttentionLayer last = last();
        Tensor logits = last.q().matmul(last.k().transpose(-2, -1)); // (1, H, N, N)
        double scale = Math.sqrt(last.headWidth());
        Tensor attention = logits.div(new Scalar(scale)).softmax(-1);
        return Plain.floats(attention.get(0).mean(0));
    }
}
