package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.avg_pool2d;
import static org.bytedeco.pytorch.global.torch.max_pool2d;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** The poolings of Inception v3 over 3 x 3 places. */
enum InceptionPool {
    /** Mean of the places inside the map, stride 1. */
    MEAN_INSIDE {
        @Override
        Tensor of(Tensor x) {
            return avg_pool2d(x, THREE, ONE, ONE, false, false, new LongOptional());
        }
    },
    /** Mean where places outside count as 0, stride 1. */
    MEAN_PADDED {
        @Override
        Tensor of(Tensor x) {
            return avg_pool2d(x, THREE, ONE, ONE, false, true, new LongOptional());
        }
    },
    /** Maximum, stride 1. */
    MAXIMUM {
        @Override
        Tensor of(Tensor x) {
            return max_pool2d(x, THREE, ONE, ONE, ONE, false);
        }
    },
    /** Maximum, stride 2, no border. */
    HALVING {
        @Override
        Tensor of(Tensor x) {
            return max_pool2d(x, THREE, TWO, NONE, ONE, false);
        }
    };

    private static final long[] NONE = {0, 0};
    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 2};
    private static final long[] THREE = {3, 3};

    /** Pools {@code (B, C, H, W)}. */
    abstract Tensor of(Tensor x);
}
