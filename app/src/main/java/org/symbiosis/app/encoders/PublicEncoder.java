package org.symbiosis.app.encoders;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Pooling;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.pretrained.ClipModel;

/** A public transformer over patches, shown images of the side that it was made for. */
record PublicEncoder(AttentionModel model, Reading reading) implements Encoder {
    /** CLIP is shown the whole shorter side; the others a centre crop of 224 out of 256. */
    @Override
    public Preparation evaluation() {
        int side = model.side();
        return model instanceof ClipModel
                ? new Preparation(
                        List.of(new Transform.Resize(side), new Transform.CentreCrop(side)),
                        model.normalisation())
                : Preparation.evaluation(side, model.normalisation());
    }

    @Override
    public Features of(FeatureExtractor extractor, ImageSource source) {
        int layer = reading.layer();
        Pooling pooling = reading.pooling();
        if (layer < -1 || layer >= model.depth()) {
            throw UserError.usage(
                    "there is no layer " + layer,
                    "%s has layers 0 to %d, and -1 for its end"
                            .formatted(model.name(), model.depth() - 1));
        }
        String name = layer < 0 ? "encoder output" : "blocks." + layer;
        return extractor.of(
                images -> {
                    Grid grid = Grid.of(images.size(2), images.size(3), model.patch());
                    return pooling.pool(tokens(images, layer, grid), grid);
                },
                name + ", " + pooling.words(),
                source);
    }

    /** The class token and the patches, {@code (B, 1 + N, D)}: registers are no features. */
    private Tensor tokens(Tensor images, int layer, Grid grid) {
        Trace trace = layer < 0 ? Trace.none() : Trace.of("blocks." + layer);
        Tensor end = model.forward(images, trace);
        Tensor all = layer < 0 ? end : trace.get("blocks." + layer);
        if (model.specialTokens() == 1) {
            return all;
        }
        Tensor patches = all.narrow(1, model.specialTokens(), grid.size());
        return cat(new TensorVector(all.narrow(1, 0, 1), patches), 1);
    }

    @Override
    public void close() {
        model.close();
    }
}
