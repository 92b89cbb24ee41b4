package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.elu;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.silu;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;

/** A nonlinearity, value by value. */
public enum Activation {
    /** x Phi(x) with the exact normal distribution function. */
    GELU {
        @Override
        public Tensor of(Tensor x) {
            return gelu(x);
        }
    },
    /** x sigmoid(1.702 x): what CLIP was trained with. */
    QUICK_GELU {
        @Override
        public Tensor of(Tensor x) {
            return x.mul(x.mul(Constants.QUICK).sigmoid());
        }
    },
    /** x sigmoid(x). */
    SILU {
        @Override
        public Tensor of(Tensor x) {
            return silu(x);
        }
    },
    /** x above 0, exp(x) - 1 below (Clevert et al. 2016). */
    ELU {
        @Override
        public Tensor of(Tensor x) {
            return elu(x);
        }
    },
    /** x above 0, 0 below. */
    RELU {
        @Override
        public Tensor of(Tensor x) {
            return relu(x);
        }
    };

    /** The values of {@code x}, changed; the shape stays. */
    public abstract Tensor of(Tensor x);

    /** Made with the engine, not with the enum. */
    private static final class Constants {
        static final Scalar QUICK = kept(1.702);

        private static Scalar kept(double value) {
            Engine.start();
            return Scope.keep(new Scalar(value));
        }
    }
}
