package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.diffusion.DiffusionFile.Weights;
import picocli.CommandLine.Option;

/** How pictures are drawn from a model: options of all commands that do. */
final class WishOptions {
    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description =
                    "dpm-fast, dpm-2, dpm-3, dpm++-fast, dpm++, ddim, ddpm, euler-maruyama or"
                            + " euler-ode (default: the usual one of the model's schedule).")
    private String sampler;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Calls of the network for a picture (default: 50).")
    private Integer steps;

    @Option(
            names = "--guidance",
            paramLabel = "W",
            defaultValue = "0",
            description =
                    "Strength of classifier-free guidance; other tools' scale less one"
                            + " (default: ${DEFAULT-VALUE}, none).")
    private double guidance;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            defaultValue = "mean",
            description = "mean (the running mean, default) or last (of the last step).")
    private Weights weights;

    @Option(
            names = "--autoencoder",
            paramLabel = "FILE",
            description = "Stable Diffusion's autoencoder, for models of latents.")
    private Path autoencoder;

    @Option(
            names = "--standing",
            paramLabel = "N",
            description =
                    "Of a GAN: replace the running batch statistics by those of N fresh batches; 16 is"
                            + " usual (default: keep them).")
    private Integer standing;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "0",
            description = "Decides all pictures (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Pictures in one call of the network; another number changes their last"
                            + " digits (default: ${DEFAULT-VALUE}).")
    private int lanes;

    /**
     * What the options ask for.
     *
     * @throws UserError when a number is out of its range
     */
    Wishes wishes() {
        if (lanes < 1) {
            throw UserError.usage(
                    "--lanes must be at least 1", "leave it out for the usual number");
        }
        if (!(guidance >= 0) || Double.isInfinite(guidance)) {
            throw UserError.usage(
                    "--guidance must not be negative, as " + guidance, "0 is without guidance");
        }
        return new Wishes(
                Optional.ofNullable(sampler),
                steps == null ? OptionalInt.empty() : OptionalInt.of(steps),
                guidance,
                weights,
                Optional.ofNullable(autoencoder),
                standing == null ? OptionalInt.empty() : OptionalInt.of(standing),
                seed,
                lanes);
    }
}
