package org.symbiosis.spectral;

import java.util.List;
import org.symbiosis.data.SplitMix;

/** A model whose attention over one image changes from draw to draw, such as a diffusion model. */
@FunctionalInterface
public interface AttentionDraws {
    /**
     * All layers of one more pass over the image, in forward order, without gradient.
     *
     * @param random for the noise level and the noise; the same stream gives the same layers
     * @return layers of one image, the same names and grids at every draw; owned by the caller's
     *     scope
     */
    List<AttentionLayer> draw(SplitMix random);
}
