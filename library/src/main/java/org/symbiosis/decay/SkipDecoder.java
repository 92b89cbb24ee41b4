package org.symbiosis.decay;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.empty;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.LayerNorm;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.TransformerStack;

/**
 * The decoder of the decayed masked autoencoder (Figure A.1): its own input is the same for all
 * images, and the image enters through skips only, the deepest encoder block first.
 */
final class SkipDecoder extends Decoder {
    private final Tensor clsToken; // (1, 1, Dd)
    private final Tensor posEmbed; // (1, 1 + N, Dd)
    private final Linear embed;
    private final List<Skip> skips = new ArrayList<>();
    private final TransformerStack blocks;
    private final LayerNorm norm;
    private final Linear pred;

    /** The skip layers under the index that the reference gives them. */
    private static final class SkipList extends Layer {
        SkipList(List<Skip> skips) {
            for (int j = 0; j < skips.size(); j++) {
                child(Integer.toString(j), skips.get(j));
            }
        }
    }

    SkipDecoder(MaeConfig config) {
        int dim = config.decoderDim();
        clsToken = parameter("decoder_cls_token", empty(1, 1, dim));
        Initialisation.normal(clsToken, 0.02);
        posEmbed = buffer("decoder_pos_embed", Positions.sinCos(dim, config.grid(), 1));
        embed = child("decoder_embed", new Linear(dim, dim));
        int sources = config.depth() / 2;
        int layers =
                config.skips() == Skips.ALL ? sources : Math.min(sources, config.decoderDepth());
        for (int j = 0; j < layers; j++) {
            skips.add(new Skip(config.dim(), dim));
        }
        child("skip", new SkipList(skips));
        blocks = child("decoder_blocks", new TransformerStack(config.decoder()));
        norm = child("decoder_norm", new LayerNorm(dim, config.normEps()));
        pred = child("decoder_pred", new Linear(dim, config.patchValues()));
    }

    @Override
    Tensor forward(Tensor latent, List<Tensor> sources, Mask mask, Trace trace) {
        long N = posEmbed.size(1) - 1;
        Tensor input = cat(new TensorVector(clsToken, posEmbed.narrow(1, 1, N)), 1);
        Tensor z = embed.forward(input).expand(latent.size(0), -1, -1); // (B, 1 + N, Dd)
        for (int j = 0; j < blocks.blocks().size(); j++) {
            if (j < sources.size()) {
                z = skips.get(j).forward(sources.get(sources.size() - 1 - j), z, mask);
                Tensor injected = z;
                trace.offer("skip." + j, () -> injected);
            }
            z = blocks.blocks().get(j).forward(z, trace.below("decoder_blocks." + j));
            Tensor after = z;
            trace.offer("decoder_blocks." + j, () -> after);
        }
        Tensor all = pred.forward(norm.forward(z));
        return all.narrow(1, 1, N); // (B, N, p * p * C)
    }

    @Override
    void zeroBranches() {
        blocks.zeroBranches();
        skips.forEach(Skip::zeroBranch);
        Initialisation.constant(pred.weight(), 0);
    }

    @Override
    boolean usesSources() {
        return true;
    }
}
