package org.symbiosis.app.cli;

import java.util.Locale;
import java.util.function.Supplier;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetSolver;
import org.symbiosis.spectral.SetTap;

/** How a set is solved, by the words of the command line. */
enum SetObjective {
    FAST(SetConfig::fast),
    GLOBAL(SetConfig::global),
    EXACT(SetConfig::exact);

    /** What the words mean, for help texts. */
    static final String HELP =
            "fast: eigenvectors of one graph of the whole set; global: the released objective on"
                    + " that graph; exact: the released alternation over minibatches, slow";

    private final Supplier<SetConfig> preset;

    SetObjective(Supplier<SetConfig> preset) {
        this.preset = preset;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The settings for the images of a tap, a place for each patch. */
    SetConfig config(SetTap tap, int channels) {
        SetConfig noisy = config(tap.side(), tap.images(), channels);
        boolean isOneGroup = Math.round((float) tap.images() / noisy.batch()) == 1;
        return isOneGroup ? noisy.withSolver(once(noisy.solver())) : noisy;
    }

    /** The settings for images that are seen under other noise in every round. */
    SetConfig config(int side, int images, int channels) {
        SetConfig sized = preset.get().withMaps(channels, side);
        return sized.withLinks(sized.links(), Math.min(sized.batch(), images));
    }

    /** One group of all images is the same in every round: these models see without noise. */
    private static SetSolver once(SetSolver solver) {
        if (solver instanceof SetSolver.Eigen eigen) {
            return new SetSolver.Eigen(1, eigen.method());
        }
        return solver instanceof SetSolver.Global global
                ? new SetSolver.Global(1, global.steps(), global.rate())
                : solver;
    }
}
