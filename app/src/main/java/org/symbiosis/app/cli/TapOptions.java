package org.symbiosis.app.cli;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.SetTap;
import org.symbiosis.spectral.segment.InputSize;
import picocli.CommandLine.Option;

/** How a model reads a set of images, for commands that solve some together. */
final class TapOptions {
    private static final int USUAL_SIDE = 16;
    private static final int MOST_SIDE = 64;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "Side of the squares that the model is shown, a multiple of its patch (default:"
                            + " 16 patches). Maps have a place for each patch.")
    private int size;

    @Option(
            names = "--layers",
            paramLabel = "L",
            split = ",",
            description = "Blocks whose attention counts, from 0 (default: all).")
    private List<Integer> layers;

    /** A tap on a model that stays the caller's. */
    SetTap tap(AttentionModel opened, int images, IntFunction<Picture> pictures) {
        int patch = opened.patch();
        int side = size == 0 ? USUAL_SIDE : new InputSize(size, patch).shortSide() / patch;
        if (side > MOST_SIDE) {
            throw UserError.usage(
                    "%d pixels would be %d x %d patches an image".formatted(size, side, side),
                    "take at most --size " + MOST_SIDE * patch);
        }
        int[] blocks =
                layers == null
                        ? IntStream.range(0, opened.depth()).toArray()
                        : layers.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
        return new SetTap(opened, images, pictures, side, blocks, SetTap.USUAL_MEMORY);
    }

    /** All that decides what a tap reads, but for model and images, in words. */
    String identity(SetTap tap) {
        return "%d %s".formatted(tap.side(), layers);
    }
}
