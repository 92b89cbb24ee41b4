package org.symbiosis.nested.latents;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.VitModel;

/** A vision transformer, public or our own, as visual encoder. */
public final class TransformerEncoder implements VisualEncoder {
    private final VitModel model;
    private final Readout readout;
    private final String fingerprint;

    /** Which vector stands for an image. */
    public enum Readout {
        /** The class token after the final norm: MoCo v3, DINO, MAE. */
        CLASS_TOKEN {
            @Override
            Tensor read(Tensor tokens, int special) {
                return tokens.select(1, 0);
            }
        },
        /** The mean of the patch tokens. */
        MEAN_TOKEN {
            @Override
            Tensor read(Tensor tokens, int special) {
                return tokens.narrow(1, special, tokens.size(1) - special).mean(1);
            }
        };

        /** Vectors {@code (B, D)} of tokens {@code (B, special + N, D)}. */
        abstract Tensor read(Tensor tokens, int special);
    }

    /** Takes the model over; it is closed with this encoder. */
    public TransformerEncoder(VitModel model, Readout readout) {
        this.model = model;
        this.readout = readout;
        // Decayed shortcuts are no tensors, and change what the same weights say.
        String use = readout + Arrays.toString(model.transformer().blocks().alphas());
        this.fingerprint = Fingerprint.of(use + model.normalisation(), model.transformer());
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public int inputSide() {
        return model.transformer().config().height();
    }

    @Override
    public Normalisation normalisation() {
        return model.normalisation();
    }

    @Override
    public int channels() {
        return model.dim();
    }

    @Override
    public Tensor vectors(Tensor images) {
        return readout.read(model.forward(images, Trace.none()), model.specialTokens());
    }

    @Override
    public Tensor map(Tensor images) {
        Grid grid = Grid.of(images.size(2), images.size(3), model.patch());
        return model.forward(images, Trace.none())
                .narrow(1, model.specialTokens(), grid.size())
                .transpose(1, 2)
                .reshape(images.size(0), -1, grid.rows(), grid.columns());
    }

    @Override
    public void close() {
        model.close();
    }
}
