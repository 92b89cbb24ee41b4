package org.symbiosis.spectral;

import java.util.List;
import org.symbiosis.data.SplitMix;

/** A frozen model over the images of a set, all prepared to one size. */
@FunctionalInterface
public interface SetAttention {
    /**
     * The layers to be joined over images, in forward order, without gradient.
     *
     * @param images numbers of the images in their set, B in number
     * @param random for noise levels and noise, where the model wants them
     * @return layers of B images on square grids, owned by the caller's scope
     */
    List<AttentionLayer> layers(int[] images, SplitMix random);
}
