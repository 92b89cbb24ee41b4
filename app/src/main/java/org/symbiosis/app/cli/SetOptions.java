package org.symbiosis.app.cli;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.symbiosis.UserError;
import org.symbiosis.app.segments.Models;
import org.symbiosis.data.Picture;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetTap;
import org.symbiosis.spectral.segment.InputSize;
import picocli.CommandLine.Option;

/** How a set of images is solved together, for commands that solve some. */
final class SetOptions {
    private static final int USUAL_SIDE = 16;
    private static final int MOST_SIDE = 64;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description =
                    "A run's folder, a model.safetensors of ours, or the weights of a public vision"
                            + " transformer (DINO, DINOv2, MAE, MoCo v3, timm, CLIP).")
    private String model;

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

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "fast",
            description = SetObjective.HELP + " (default: ${DEFAULT-VALUE}).")
    private SetObjective objective;

    @Option(
            names = "--channels",
            paramLabel = "C",
            defaultValue = "50",
            description = "Channels of the maps (default: ${DEFAULT-VALUE}).")
    private int channels;

    String model() {
        return model;
    }

    AttentionModel open() {
        return Models.open(model);
    }

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

    /** The solver's settings for a tap. */
    SetConfig config(SetTap tap) {
        if (channels < 1) {
            throw UserError.usage("--channels " + channels, "choose 1 or more");
        }
        return objective.config(tap, channels);
    }

    /** What makes a solution that is kept in a folder that of these settings and no others. */
    String identity(SetTap tap) {
        String all = "%s %d %s %d".formatted(model, tap.side(), layers, tap.images());
        return Integer.toHexString(all.hashCode());
    }
}
