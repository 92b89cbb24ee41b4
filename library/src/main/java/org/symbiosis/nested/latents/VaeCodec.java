package org.symbiosis.nested.latents;

import static org.bytedeco.pytorch.global.torch.cat;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.pretrained.AutoencoderKl;
import org.symbiosis.pretrained.LatentDistribution;
import org.symbiosis.tensor.Scope;

/** Stable Diffusion's autoencoder: moments in the cache, samples of them for the network. */
public final class VaeCodec implements ImageCodec {
    private final AutoencoderKl vae;
    private final Scalar factor;
    private final String fingerprint;

    /** Takes the autoencoder over; it is closed with this codec. */
    public VaeCodec(AutoencoderKl vae, FirstLatent.Vae latent) {
        this.vae = vae;
        this.factor = Scope.keep(new Scalar(latent.factor()));
        this.fingerprint = Fingerprint.of("vae", vae);
        vae.eval();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Tensor stored(Tensor images) {
        try (NoGradGuard g = new NoGradGuard()) {
            Tensor x = images.mul(new Scalar(2.0)).sub(new Scalar(1.0));
            LatentDistribution d = vae.encode(x);
            return cat(new TensorVector(d.mean(), d.logvar()), 1); // (B, 8, s, s)
        }
    }

    @Override
    public Tensor images(Tensor z1) {
        try (NoGradGuard g = new NoGradGuard()) {
            Tensor x = vae.decode(z1.div(factor)); // about in [-1, 1]
            return PixelCodec.unit(x.add(new Scalar(1.0)).div(new Scalar(2.0)));
        }
    }

    @Override
    public void close() {
        Scope.release(factor);
        vae.close();
    }
}
