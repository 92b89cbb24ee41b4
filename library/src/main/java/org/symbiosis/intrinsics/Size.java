package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.avg_pool2d;
import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;

import org.bytedeco.pytorch.Tensor;

/** What a block does to the size of its map. */
enum Size {
    /** Nothing. */
    SAME {
        @Override
        Tensor of(Tensor x) {
            return x;
        }
    },
    /** The mean of each 2 x 2 cell. */
    HALVED {
        @Override
        Tensor of(Tensor x) {
            return avg_pool2d(x, 2, 2);
        }
    },
    /** Each pixel four times. */
    DOUBLED {
        @Override
        Tensor of(Tensor x) {
            return upsample_nearest2d(x, 2 * x.size(2), 2 * x.size(3));
        }
    };

    /** Maps {@code (B, C, H, W)} to {@code (B, C, H', W')}. */
    abstract Tensor of(Tensor x);
}
