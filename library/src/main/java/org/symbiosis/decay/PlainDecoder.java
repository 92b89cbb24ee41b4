package org.symbiosis.decay;

import static org.bytedeco.pytorch.global.torch.empty;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.LayerNorm;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.TransformerStack;

/** The decoder of the original masked autoencoder: the encoder's output, mask tokens, blocks. */
final class PlainDecoder extends Decoder {
    private final Tensor maskToken; // (1, 1, Dd)
    private final Tensor posEmbed; // (1, 1 + N, Dd)
    private final Linear embed;
    private final TransformerStack blocks;
    private final LayerNorm norm;
    private final Linear pred;

    PlainDecoder(MaeConfig config) {
        int dim = config.decoderDim();
        maskToken = parameter("mask_token", empty(1, 1, dim));
        Initialisation.normal(maskToken, 0.02);
        posEmbed = buffer("decoder_pos_embed", Positions.sinCos(dim, config.grid(), 1));
        embed = child("decoder_embed", new Linear(config.dim(), dim));
        blocks = child("decoder_blocks", new TransformerStack(config.decoder()));
        norm = child("decoder_norm", new LayerNorm(dim, config.normEps()));
        pred = child("decoder_pred", new Linear(dim, config.patchValues()));
    }

    @Override
    Tensor forward(Tensor latent, List<Tensor> sources, Mask mask, Trace trace) {
        Tensor tokens = mask.restore(embed.forward(latent), maskToken); // (B, 1 + N, Dd)
        Tensor x = blocks.forward(tokens.add(posEmbed), trace.below("decoder_blocks"));
        Tensor all = pred.forward(norm.forward(x));
        return all.narrow(1, 1, all.size(1) - 1); // (B, N, p * p * C)
    }

    @Override
    void zeroBranches() {
        blocks.zeroBranches();
        Initialisation.constant(pred.weight(), 0);
    }

    @Override
    boolean usesSources() {
        return false;
    }
}
