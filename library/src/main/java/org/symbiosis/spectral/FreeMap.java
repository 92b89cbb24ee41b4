package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Initialisation;

/** A map of free values, named {@code x}. */
final class FreeMap extends FeatureMap {
    private final Tensor x; // (1, C, h, w)

    FreeMap(int channels, Grid grid, double deviation) {
        x = parameter("x", empty(1, channels, grid.rows(), grid.columns()));
        Initialisation.normal(x, deviation);
    }

    @Override
    public Tensor logits() {
        return x.view(x.sizes()); // a handle of its own, which a scope may close
    }
}
