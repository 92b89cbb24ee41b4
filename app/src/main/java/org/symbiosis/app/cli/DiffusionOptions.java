package org.symbiosis.app.cli;

import org.symbiosis.UserError;
import org.symbiosis.app.segments.Models.DiffusionSettings;
import org.symbiosis.spectral.segment.DiffusionReader.Look;
import picocli.CommandLine.Option;

/** How Stable Diffusion looks at photographs. */
final class DiffusionOptions {
    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What it is told of the photograph (default: nothing).")
    private String prompt = "";

    @Option(
            names = "--noise",
            paramLabel = "FROM-TO",
            defaultValue = "0-500",
            description = "Noise levels, of 0 to 1000 (default: ${DEFAULT-VALUE}).")
    private String noise = "0-500";

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "Passes whose attention is averaged (default: ${DEFAULT-VALUE}); --method"
                            + " literal makes some 500.")
    private int draws = Look.USUAL.draws();

    DiffusionSettings settings(long seed) {
        String[] ends = noise.split("-", -1);
        try {
            if (ends.length == 2) {
                Look look = new Look(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]), draws);
                return new DiffusionSettings(prompt, look, seed);
            }
        } catch (NumberFormatException e) {
            // The line below says what to give instead.
        }
        throw UserError.usage("--noise " + noise, "give two levels, as 0-500");
    }
}
