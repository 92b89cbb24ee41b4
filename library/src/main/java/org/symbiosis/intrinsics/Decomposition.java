package org.symbiosis.intrinsics;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What pictures are made of (Eq. 6.1).
 *
 * @param intrinsics what the light does not change, from the finest level to the coarsest: {@code
 *     (B, C_i, H_i, W_i)}, of length 1 over channels
 * @param extrinsic the light, {@code (B, 16)}, of length 1
 */
public record Decomposition(List<Tensor> intrinsics, Tensor extrinsic) {
    /** Copies the list. */
    public Decomposition {
        intrinsics = List.copyOf(intrinsics);
    }
}
