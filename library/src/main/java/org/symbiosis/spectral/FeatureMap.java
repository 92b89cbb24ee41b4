package org.symbiosis.spectral;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;

/** A learnt map over the places of one image. */
public abstract sealed class FeatureMap extends Layer permits SmoothMap, FreeMap {
    FeatureMap() {}

    /** The raw values, {@code (1, C, h, w)}, differentiable. */
    public abstract Tensor logits();
}
