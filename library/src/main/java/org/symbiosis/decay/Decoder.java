package org.symbiosis.decay;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;

/** Turns what the encoder saw into a prediction for every patch. */
abstract sealed class Decoder extends Layer permits PlainDecoder, SkipDecoder {
    /**
     * Predicts all patches.
     *
     * @param latent the encoder's output, {@code (B, 1 + kept, D)}
     * @param sources outputs of every second block, shallow to deep, each as {@code latent}
     * @return {@code (B, N, p * p * C)}
     */
    abstract Tensor forward(Tensor latent, List<Tensor> sources, Mask mask, Trace trace);

    /** Sets the last linear map of every branch, skip and of the prediction to zero. */
    abstract void zeroBranches();

    /** Whether skip sources are asked for. */
    abstract boolean usesSources();
}
