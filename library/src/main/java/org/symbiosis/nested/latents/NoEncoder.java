package org.symbiosis.nested.latents;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Normalisation;

/** No encoder at all: for a pyramid of one level, which is the image alone. */
public final class NoEncoder implements VisualEncoder {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public String fingerprint() {
        return "none";
    }

    @Override
    public int inputSide() {
        return 1;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.NONE;
    }

    @Override
    public int channels() {
        return 0;
    }

    @Override
    public Tensor vectors(Tensor images) {
        throw new IllegalStateException("a pyramid of more than one level needs an encoder");
    }

    @Override
    public Tensor map(Tensor images) {
        return vectors(images);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
