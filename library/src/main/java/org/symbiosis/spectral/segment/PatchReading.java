package org.symbiosis.spectral.segment;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.ImageSolver;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.tensor.Plain;

/**
 * What a transformer over patches saw.
 *
 * @param grid places of the N patches
 * @param layers the self-attention layers that count, in forward order
 * @param lastLayer the model's last one
 * @param tokens patch tokens after the final norm, {@code (N, D)}
 */
public record PatchReading(
        Grid grid, List<AttentionLayer> layers, AttentionLayer lastLayer, Tensor tokens)
        implements Reading {
    private LastLayer last() {
        return new LastLayer(lastLayer);
    }

    @Override
    public int depth() {
        return layers.size();
    }

    @Override
    public Reading span(int first, int end) {
        return new PatchReading(grid, layers.subList(first, end), lastLayer, tokens);
    }

    /** The final patch tokens. */
    @Override
    public float[] features() {
        return Plain.floats(tokens);
    }

    @Override
    public float[] keys() {
        return last().keys();
    }

    @Override
    public float[] lastAttention() {
        return last().attention();
    }

    @Override
    public SpectralFeatures solve(SpectralConfig config) {
        return new ImageSolver(config).solve(layers);
    }
}
