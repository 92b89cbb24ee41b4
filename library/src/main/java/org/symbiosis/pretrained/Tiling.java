package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Whether a large picture goes through a network as a whole or piece by piece. */
public sealed interface Tiling {
    /**
     * Runs a network.
     *
     * @param x {@code (B, C, H, W)}
     * @param change what the network does to the shape
     * @param network from {@code (B, C, h, w)} to {@code (B, C', h', w')}
     * @return {@code (B, C', H', W')}
     */
    Tensor run(Tensor x, Change change, UnaryOperator<Tensor> network);

    /**
     * How a network changes the shape of pictures.
     *
     * @param in pixels along a side that come in for one of the coarser picture
     * @param out pixels along a side that come out for it
     * @param channels of what comes out
     */
    record Change(int in, int out, int channels) {}

    /** As a whole: exact; the memory grows with the picture. */
    record Whole() implements Tiling {
        @Override
        public Tensor run(Tensor x, Change change, UnaryOperator<Tensor> network) {
            return network.apply(x);
        }
    }

    /**
     * In square tiles that overlap and fade into one another: bounded memory, and an approximation,
     * since norms and attention see one tile at a time. What fits in one tile is exact. Gradients
     * are not passed on.
     *
     * @param side of a tile in pixels of the coarser picture
     * @param overlap of neighbours, likewise; less than the side
     */
    record Tiles(int side, int overlap) implements Tiling {
        /** Tiles of 64 x 64 latents that share a quarter of their sides. */
        public static final Tiles USUAL = new Tiles(64, 16);

        /** Checks that tiles get on. */
        public Tiles {
            if (side < 1 || overlap < 0 || overlap >= side) {
                throw new IllegalArgumentException(
                        "tiles of side " + side + " cannot overlap by " + overlap);
            }
        }

        @Override
        public Tensor run(Tensor x, Change change, UnaryOperator<Tensor> network) {
            long rows = x.size(2) / change.in;
            long columns = x.size(3) / change.in;
            if (rows <= side && columns <= side) {
                return network.apply(x);
            }
            return Scope.tidy(
                    () -> {
                        long height = rows * change.out;
                        long width = columns * change.out;
                        Tensor sum = zeros(x.size(0), change.channels, height, width);
                        Tensor weights = zeros(1, 1, height, width);
                        for (Place place : places(rows, columns)) {
                            try (Scope tile = Scope.open()) {
                                Tensor y = network.apply(cut(x, place, change.in)).detach();
                                Tensor fade = fade(y, change.out);
                                cut(sum, place, change.out).add_(y.mul(fade));
                                cut(weights, place, change.out).add_(fade);
                            }
                        }
                        return sum.div(weights);
                    });
        }

        /** Where a tile begins, in pixels of the coarser picture. */
        private record Place(long top, long left) {}

        private List<Place> places(long rows, long columns) {
            return starts(rows)
                    .boxed()
                    .flatMap(top -> starts(columns).mapToObj(left -> new Place(top, left)))
                    .toList();
        }

        /** Where tiles begin along one side; the last one ends where the side does. */
        private LongStream starts(long length) {
            long last = Math.max(length - side, 0);
            long step = (long) side - overlap;
            long count = (last + step - 1) / step + 1;
            return LongStream.range(0, count).map(i -> Math.min(i * step, last));
        }

        /** A tile of a picture with {@code pixels} for each of the coarser one, as a view. */
        private Tensor cut(Tensor x, Place place, int pixels) {
            long height = Math.min((long) side * pixels, x.size(2));
            long width = Math.min((long) side * pixels, x.size(3));
            return x.narrow(2, place.top * pixels, height).narrow(3, place.left * pixels, width);
        }

        /** Weights that fall towards the edges of a tile, {@code (1, 1, h, w)}. */
        private Tensor fade(Tensor tile, int pixels) {
            Tensor down = ramp(tile.size(2), pixels).reshape(1, 1, -1, 1);
            return down.mul(ramp(tile.size(3), pixels).reshape(1, 1, 1, -1));
        }

        private Tensor ramp(long length, int pixels) {
            float[] weights = new float[(int) length];
            for (int i = 0; i < weights.length; i++) {
                float rise = Math.min(i + 1, weights.length - i) / (overlap * (float) pixels + 1);
                weights[i] = Math.min(1, rise);
            }
            return Plain.tensor(weights, length);
        }
    }
}
