package org.symbiosis.nested.latents;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The pixels themselves, as bytes in the cache and in [-1, 1] for the network. */
public final class PixelCodec implements ImageCodec {
    @Override
    public String fingerprint() {
        return "pixels";
    }

    @Override
    public Tensor stored(Tensor images) {
        return unit(images).mul(new Scalar(255.0)).round().to(ScalarType.Byte);
    }

    @Override
    public Tensor images(Tensor z1) {
        return unit(z1.add(new Scalar(1.0)).div(new Scalar(2.0)));
    }

    static Tensor unit(Tensor x) {
        return x.clamp_min(new Scalar(0.0)).clamp_max(new Scalar(1.0));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
