package org.symbiosis.app.cli;

import java.util.function.IntFunction;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.segments.Models;
import org.symbiosis.data.Picture;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetTap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a set of images is solved together, for commands that solve some. */
final class SetOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description =
                    "A run's folder, a model.safetensors of ours, or the weights of a public vision"
                            + " transformer (DINO, DINOv2, MAE, MoCo v3, timm, CLIP).")
    private String model;

    @Mixin private TapOptions tap;

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
        return tap.tap(opened, images, pictures);
    }

    /** The solver's settings for a tap. */
    SetConfig config(SetTap opened) {
        if (channels < 1) {
            throw UserError.usage("--channels " + channels, "choose 1 or more");
        }
        return objective.config(opened, channels);
    }

    /**
     * What makes a solution that is kept in a folder that of these settings and no others.
     *
     * @param set where the images are
     */
    String identity(String set, SetTap opened) {
        return Fingerprint.of(
                "%s %s %d %s %s"
                        .formatted(
                                model, set, opened.images(), tap.identity(opened), config(opened)));
    }
}
