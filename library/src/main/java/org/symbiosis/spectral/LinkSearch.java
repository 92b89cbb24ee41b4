package org.symbiosis.spectral;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Finds the most similar places of one layer over several images, by the cosine of joined heads. A
 * place is never linked to itself. Rows are taken in blocks, so that no (N B, N B) matrix is made.
 */
final class LinkSearch {
    private static final int ROWS = 1024;
    private static final long BLOCK_BYTES = 256L << 20;

    private final Links links;
    private final Tensor left; // (B, N, D), unit rows
    private final Tensor right; // (B, N, D)
    private final int count;
    private final int places;

    private LinkSearch(AttentionLayer layer, Affinity affinity, Links links) {
        this.links = links;
        this.left = unit(affinity.left(layer));
        this.right = affinity == Affinity.VALUE_VALUE ? left : unit(affinity.right(layer));
        this.count = layer.images();
        this.places = layer.grid().size();
    }

    /** Heads joined to (B, N, H d), in double: thresholds and ranks decide what is a link. */
    private static Tensor unit(Tensor heads) {
        Tensor joined = heads.transpose(1, 2).flatten(2, 3).to(ScalarType.Double);
        return Columns.unit(joined);
    }

    /**
     * Adds the links of a layer's images.
     *
     * @param images numbers of the images among those of {@code into}
     */
    static void add(
            AttentionLayer layer, Affinity affinity, Links links, int[] images, LinkTable into) {
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            LinkSearch search = new LinkSearch(layer, affinity, links);
            int rows = (int) Math.min(ROWS, BLOCK_BYTES / 8 / search.count / search.places + 1);
            for (int b = 0; b < search.count; b++) {
                for (int from = 0; from < search.places; from += rows) {
                    try (Scope block = Scope.open()) {
                        int some = Math.min(rows, search.places - from);
                        search.block(b, from, some, images, into);
                    }
                }
            }
        }
    }

    private void block(int b, int from, int rows, int[] images, LinkTable into) {
        Tensor L = left.select(0, b).narrow(0, from, rows); // (rows, D)
        if (links instanceof Links.Split split) {
            Tensor own = L.matmul(right.select(0, b).t()); // (rows, N)
            withoutSelf(own, from);
            keep(own, Math.min(split.intra(), places - 1), b, from, images, b, into);
            if (count > 1 && split.inter() > 0) {
                Tensor all = L.matmul(right.view(-1, right.size(2)).t()); // (rows, B N)
                all.narrow(1, (long) b * places, places)
                        .fill_(new Scalar(Double.NEGATIVE_INFINITY));
                int most = Math.min(split.inter(), (count - 1) * places);
                keep(all, most, b, from, images, 0, into);
            }
        } else {
            Tensor all = L.matmul(right.view(-1, right.size(2)).t());
            withoutSelf(all.narrow(1, (long) b * places, places), from);
            int most = Math.min(((Links.Common) links).count(), count * places - 1);
            keep(all, most, b, from, images, 0, into);
        }
    }

    private static void withoutSelf(Tensor similarities, int from) {
        similarities
                .narrow(1, from, similarities.size(0))
                .diagonal()
                .fill_(new Scalar(Double.NEGATIVE_INFINITY));
    }

    /** Keeps the largest of each row; its columns begin at image {@code first} of the layer. */
    private void keep(
            Tensor similarities,
            int most,
            int b,
            int from,
            int[] images,
            int first,
            LinkTable into) {
        if (most == 0) {
            return;
        }
        T_TensorTensor_T top = similarities.topk(most, 1, true, false);
        double[] values = Plain.doubles(top.get0());
        long[] columns = Plain.longs(top.get1());
        for (int i = 0; i < values.length; i++) {
            if (values[i] > links.threshold()) {
                int row = images[b] * places + from + i / most;
                int image = first + (int) (columns[i] / places);
                int column = images[image] * places + (int) (columns[i] % places);
                into.add(row, column, values[i]);
            }
        }
    }
}
