package org.symbiosis.train;

import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.is_autocast_enabled;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Number format of the forward pass. */
public enum Precision {
    /** 32-bit floats throughout. */
    FP32 {
        @Override
        public <T> T forward(Supplier<T> pass) {
            if (!is_autocast_enabled(DeviceType.CPU)) {
                return pass.get();
            }
            set_autocast_enabled(DeviceType.CPU, false);
            try {
                return pass.get();
            } finally {
                set_autocast_enabled(DeviceType.CPU, true);
            }
        }
    },
    /** Matrix products in bfloat16; weights and gradients stay 32-bit floats. */
    BF16 {
        @Override
        public <T> T forward(Supplier<T> pass) {
            set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
            set_autocast_enabled(DeviceType.CPU, true);
            try {
                return pass.get();
            } finally {
                set_autocast_enabled(DeviceType.CPU, false);
                clear_cache();
            }
        }
    };

    /**
     * Runs a forward pass on this thread; the backward pass belongs outside. What takes its numbers
     * from a pass in bfloat16 but is itself too fine for it (determinants, small differences) runs
     * in {@link #FP32} within: then products are those of their factors' own format.
     */
    public abstract <T> T forward(Supplier<T> pass);
}
