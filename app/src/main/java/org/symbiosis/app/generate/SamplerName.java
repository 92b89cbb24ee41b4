package org.symbiosis.app.generate;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.symbiosis.UserError;
import org.symbiosis.diffusion.Ddim;
import org.symbiosis.diffusion.Ddpm;
import org.symbiosis.diffusion.DpmSolver;
import org.symbiosis.diffusion.DpmSolverFast;
import org.symbiosis.diffusion.DpmSolverPlusPlus;
import org.symbiosis.diffusion.DpmSolverPlusPlusFast;
import org.symbiosis.diffusion.EulerMaruyama;
import org.symbiosis.diffusion.EulerMaruyama.Equation;
import org.symbiosis.diffusion.Knots;
import org.symbiosis.diffusion.NoiseSchedule;
import org.symbiosis.diffusion.Sampler;
import org.symbiosis.diffusion.SamplingConfig;

/** Samplers by their names on the command line. */
public enum SamplerName {
    /** DPM-Solver "fast": for pixels. */
    DPM_FAST("dpm-fast", DpmSolverFast::new),
    /** DPM-Solver of order 2. */
    DPM_2("dpm-2", calls -> new DpmSolver(calls, 2, Knots.UNIFORM_LAMBDA)),
    /** DPM-Solver of order 3. */
    DPM_3("dpm-3", calls -> new DpmSolver(calls, 3, Knots.UNIFORM_LAMBDA)),
    /** DPM-Solver++ "fast": for latents. */
    DPM_PLUS_PLUS_FAST("dpm++-fast", DpmSolverPlusPlusFast::new),
    /** Multistep DPM-Solver++ of order 2. */
    DPM_PLUS_PLUS("dpm++", calls -> new DpmSolverPlusPlus(calls, 2)),
    /** Implicit, without noise. */
    DDIM("ddim", calls -> new Ddim(calls, 0)),
    /** Ancestral. */
    DDPM("ddpm", Ddpm::new),
    /** Euler-Maruyama on the stochastic equation. */
    EULER("euler-maruyama", calls -> new EulerMaruyama(calls, Equation.STOCHASTIC)),
    /** Euler on the ordinary equation. */
    EULER_ODE("euler-ode", calls -> new EulerMaruyama(calls, Equation.ORDINARY));

    private final String word;
    private final IntFunction<Sampler> ofCalls;

    SamplerName(String word, IntFunction<Sampler> ofCalls) {
        this.word = word;
        this.ofCalls = ofCalls;
    }

    /** All names, for help texts. */
    public static String words() {
        return Arrays.stream(values()).map(s -> s.word).collect(Collectors.joining(", "));
    }

    /**
     * The sampler that is wished for.
     *
     * @param usual where none is named and its number of calls is right
     * @throws UserError when there is none, or it cannot do with so few calls
     */
    public static Sampler of(Wishes wishes, Sampler usual, NoiseSchedule schedule) {
        int calls = wishes.steps().orElse(usual.calls());
        if (calls < 1) {
            throw UserError.usage("--steps must be at least 1, not " + calls, "give more");
        }
        if (wishes.sampler().isPresent()) {
            return sampler(wishes.sampler().get(), calls);
        }
        return calls == usual.calls() ? usual : SamplingConfig.usualSampler(schedule, calls);
    }

    /**
     * The sampler of this name.
     *
     * @throws UserError when there is none, or it cannot do with so few calls
     */
    public static Sampler sampler(String word, int calls) {
        SamplerName name =
                Arrays.stream(values())
                        .filter(s -> s.word.equals(word))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        UserError.usage(
                                                "there is no sampler '" + word + "'",
                                                "choose one of " + words()));
        try {
            return name.ofCalls.apply(calls);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(
                    word + " cannot draw in " + calls + " calls (" + e.getMessage() + ")",
                    "give more --steps",
                    e);
        }
    }
}
