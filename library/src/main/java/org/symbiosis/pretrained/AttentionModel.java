package org.symbiosis.pretrained;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Trace;

/**
 * A frozen transformer over image patches whose attention can be read, whoever trained it.
 *
 * <p>A pass offers {@code blocks.I.attn.q}, {@code .k}, {@code .v} {@code (B, heads, N, d)} before
 * scaling and {@code blocks.I.attn.attention} {@code (B, heads, N, N)} to its {@link Trace}, for I
 * from 0 to {@code depth() - 1}, special tokens first.
 */
public interface AttentionModel extends AutoCloseable {
    /** What to call it in reports. */
    String name();

    /** Side of a patch in pixels; divides the sides of every image. */
    int patch();

    /** Side in pixels of the square images that it was made for; others do as well. */
    int side();

    /** Tokens in front of the patches: the class token and the registers. */
    int specialTokens();

    /** How pixels in [0, 1] are normalised. */
    Normalisation normalisation();

    /** Attention heads of a block. */
    int heads();

    /** Number of blocks. */
    int depth();

    /** Channels of a token. */
    int dim();

    /**
     * All tokens after the final norm; no gradient is recorded.
     *
     * @param images {@code (B, 3, H, W)}, normalised, sides multiples of the patch
     * @return {@code (B, special + N, D)}, the patches row by row
     */
    Tensor forward(Tensor images, Trace trace);

    /** Frees the model's tensors. */
    @Override
    void close();
}
