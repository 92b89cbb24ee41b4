package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.upsample_bicubic2d;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Shapes;

/**
 * Queries, keys and values of one self-attention layer over the patches of images: special tokens
 * dropped, before scaling, without gradient.
 *
 * @param name the layer's place in its network
 * @param grid places of the patches, N in number
 * @param q queries {@code (B, H, N, d)}
 * @param k keys {@code (B, H, N, d)}
 * @param v values {@code (B, H, N, d)}
 */
public record AttentionLayer(String name, Grid grid, Tensor q, Tensor k, Tensor v) {
    /** Checks that the three agree with one another and with the grid. */
    public AttentionLayer {
        long[] shape = Shapes.of(q);
        if (shape.length != 4
                || shape[2] != grid.size()
                || !Arrays.equals(shape, Shapes.of(k))
                || !Arrays.equals(shape, Shapes.of(v))) {
            throw new IllegalArgumentException(
                    "layer '%s' on a grid of %d x %d has q %s, k %s, v %s, not (B, H, %d, d)"
                            .formatted(
                                    name,
                                    grid.rows(),
                                    grid.columns(),
                                    Shapes.text(shape),
                                    Shapes.text(Shapes.of(k)),
                                    Shapes.text(Shapes.of(v)),
                                    grid.size()));
        }
    }

    /** One layer over the images of several readings of it, owned by the caller's scope. */
    static AttentionLayer joined(List<AttentionLayer> readings) {
        AttentionLayer first = readings.get(0);
        return new AttentionLayer(
                first.name,
                first.grid,
                cat(vector(readings.stream().map(AttentionLayer::q).toList()), 0),
                cat(vector(readings.stream().map(AttentionLayer::k).toList()), 0),
                cat(vector(readings.stream().map(AttentionLayer::v).toList()), 0));
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(Tensor[]::new));
    }

    /** Number of images. */
    public int images() {
        return (int) q.size(0);
    }

    /** Number of heads, each of which is a graph. */
    public int heads() {
        return (int) q.size(1);
    }

    /** Channels of a head. */
    public int headWidth() {
        return (int) q.size(3);
    }

    /** The same layer for image {@code b} alone: views, owned by the caller's scope. */
    public AttentionLayer image(int b) {
        return new AttentionLayer(
                name, grid, q.narrow(0, b, 1), k.narrow(0, b, 1), v.narrow(0, b, 1));
    }

    /**
     * The same layer on another grid: every channel of every head is enlarged bicubically (a =
     * -0.75, half-pixel centres), which is how a model of fixed input size serves larger images.
     */
    public AttentionLayer resized(Grid to) {
        return to.equals(grid)
                ? this
                : new AttentionLayer(name, to, resized(q, to), resized(k, to), resized(v, to));
    }

    private Tensor resized(Tensor x, Grid to) {
        Tensor planes =
                x.transpose(2, 3)
                        .reshape(
                                (long) images() * heads(),
                                headWidth(),
                                grid.rows(),
                                grid.columns());
        return upsample_bicubic2d(planes, new long[] {to.rows(), to.columns()}, false)
                .reshape(images(), heads(), headWidth(), to.size())
                .transpose(2, 3);
    }
}
