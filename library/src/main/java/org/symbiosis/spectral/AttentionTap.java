package org.symbiosis.spectral;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A frozen model whose self-attention layers can be read (section 3). */
@FunctionalInterface
public interface AttentionTap {
    /**
     * All self-attention layers of one pass, in forward order, without gradient.
     *
     * @param images {@code (B, 3, H, W)}, prepared as the model expects them
     * @return layers of B images, owned by the caller's scope
     */
    List<AttentionLayer> layers(Tensor images);
}
