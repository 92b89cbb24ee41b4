package org.symbiosis.decay;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.argsort;
import static org.bytedeco.pytorch.global.torch.cat;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Which patches of each image are removed, and how the kept ones come back to their places.
 *
 * @param idsKeep patches that stay, in shuffled order, {@code (B, kept)}
 * @param idsRestore place of each patch in the shuffled order, {@code (B, N)}
 * @param removed 1 for removed patches, 0 for kept ones, in original order, {@code (B, N)}
 * @param rows for each token of each image, class token first, its row in the table that {@link
 *     #restore} makes, {@code (B * (1 + N))}
 */
public record Mask(Tensor idsKeep, Tensor idsRestore, Tensor removed, Tensor rows) {
    /**
     * Keeps the patches of the smallest noise.
     *
     * @param noise one number for each patch, {@code (B, N)}
     * @param kept patches that stay in each image
     */
    public static Mask of(Tensor noise, int kept) {
        Tensor idsShuffle = argsort(noise, 1, false);
        Tensor idsRestore = argsort(idsShuffle, 1, false);
        Tensor isRemoved = idsRestore.ge(new Scalar(kept));
        return new Mask(
                idsShuffle.narrow(1, 0, kept),
                idsRestore,
                isRemoved.to(ScalarType.Float),
                rows(idsRestore, isRemoved, kept));
    }

    private static Tensor rows(Tensor idsRestore, Tensor isRemoved, long kept) {
        long B = idsRestore.size(0);
        Tensor cls = arange(new Scalar(B)).mul_(new Scalar(1 + kept)).view(B, 1);
        Tensor places =
                idsRestore
                        .add(cls)
                        .add_(new Scalar(1))
                        .masked_fill_(isRemoved, new Scalar(B * (1 + kept)));
        return cat(new TensorVector(cls, places), 1).view(-1);
    }

    /** The kept ones of {@code (B, N, D)}: {@code (B, kept, D)}. */
    public Tensor keep(Tensor patches) {
        return patches.gather(1, idsKeep.unsqueeze(-1).expand(-1, -1, patches.size(2)));
    }

    /**
     * Puts kept tokens back to their places and fills the others.
     *
     * <p>All tokens and the filler make one table, so that whole rows are copied: several times
     * faster than gathering single values.
     *
     * @param tokens class token and kept patches, {@code (B, 1 + kept, D)}
     * @param filler stands for every removed patch, {@code (1, 1, D)}
     * @return {@code (B, 1 + N, D)}, the class token first
     */
    public Tensor restore(Tensor tokens, Tensor filler) {
        long B = tokens.size(0);
        long D = tokens.size(2);
        Tensor table = cat(new TensorVector(tokens.reshape(-1, D), filler.view(1, D)), 0);
        return table.index_select(0, rows).view(B, -1, D);
    }
}
