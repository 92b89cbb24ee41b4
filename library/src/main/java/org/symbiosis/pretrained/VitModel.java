package org.symbiosis.pretrained;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.VisionTransformer;

/** A vision transformer, public or our own, as an attention model. */
public final class VitModel implements AttentionModel {
    private final String name;
    private final VisionTransformer transformer;
    private final Normalisation normalisation;
    private final Runnable release;

    /**
     * Takes a transformer over.
     *
     * @param name for reports
     * @param transformer is set to evaluation, and closed with this model
     */
    public VitModel(String name, VisionTransformer transformer, Normalisation normalisation) {
        this(name, transformer, normalisation, transformer::close);
    }

    /**
     * Wraps a part of a larger model, such as the encoder of a masked autoencoder.
     *
     * @param release what {@link #close} does: closes the larger model, or nothing
     */
    public VitModel(
            String name,
            VisionTransformer transformer,
            Normalisation normalisation,
            Runnable release) {
        this.name = name;
        this.transformer = transformer;
        this.normalisation = normalisation;
        this.release = release;
        transformer.eval();
    }

    /** The transformer itself. */
    public VisionTransformer transformer() {
        return transformer;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int patch() {
        return transformer.config().patch();
    }

    @Override
    public int side() {
        return transformer.config().height();
    }

    @Override
    public int specialTokens() {
        return 1 + transformer.config().registers();
    }

    @Override
    public Normalisation normalisation() {
        return normalisation;
    }

    @Override
    public int heads() {
        return transformer.config().blocks().heads();
    }

    @Override
    public int depth() {
        return transformer.config().blocks().depth();
    }

    @Override
    public int dim() {
        return transformer.config().blocks().dim();
    }

    @Override
    public Tensor forward(Tensor images, Trace trace) {
        try (NoGradGuard g = new NoGradGuard()) {
            return transformer.forward(images, trace);
        }
    }

    @Override
    public void close() {
        release.run();
    }
}
