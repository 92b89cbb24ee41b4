package org.symbiosis.diffusion;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.UVit;
import org.symbiosis.nn.UVitContext;
import org.symbiosis.tensor.Plain;

/**
 * A {@link UVit} as a denoiser, with classifier-free guidance: {@code eps = eps_c + w (eps_c -
 * eps_empty)}. Without guidance, w = 0, each call runs the network once; otherwise on both branches
 * as one batch.
 */
public final class UVitDenoiser implements Denoiser {
    private final UVit network;
    private final Objective objective;
    private final Contexts contexts;
    private final double guidance;

    /** What the network is told at a time: conditions may carry fresh noise at every call. */
    public interface Contexts {
        /** The conditions at time t. */
        UVitContext at(double t);

        /**
         * The same batch told nothing; asked for under guidance only.
         *
         * @param told what {@link #at} gave for this call
         */
        UVitContext empty(UVitContext told);
    }

    /** A denoiser without conditions. */
    public UVitDenoiser(UVit network, Objective objective) {
        this(network, objective, always(UVitContext.none(), UVitContext.none()), 0);
    }

    /**
     * A guided denoiser.
     *
     * @param guidance w, at least 0: other tools' scale is 1 + w
     */
    public UVitDenoiser(UVit network, Objective objective, Contexts contexts, double guidance) {
        if (!(guidance >= 0) || Double.isInfinite(guidance)) {
            throw new IllegalArgumentException("guidance must not be negative, as " + guidance);
        }
        this.network = network;
        this.objective = objective;
        this.contexts = contexts;
        this.guidance = guidance;
    }

    /** The same conditions at all times. */
    public static Contexts always(UVitContext told, UVitContext empty) {
        return new Contexts() {
            @Override
            public UVitContext at(double t) {
                return told;
            }

            @Override
            public UVitContext empty(UVitContext ignored) {
                return empty;
            }
        };
    }

    @Override
    public Tensor noise(Tensor x, double t) {
        UVitContext told = contexts.at(t);
        if (guidance == 0) {
            return noise(x, t, told);
        }
        UVitContext both = told.followedBy(contexts.empty(told), x.size(0));
        Tensor eps = noise(cat(new TensorVector(x, x), 0), t, both); // (2 B, C, H, W)
        Tensor conditional = eps.narrow(0, 0, x.size(0));
        Tensor empty = eps.narrow(0, x.size(0), x.size(0));
        return Sums.plus(conditional, guidance, conditional.sub(empty));
    }

    private Tensor noise(Tensor x, double t, UVitContext context) {
        float[] times = new float[(int) x.size(0)];
        Arrays.fill(times, (float) objective.schedule().netTime(t));
        Tensor time = Plain.tensor(times, times.length);
        Tensor said = network.forward(x, time, context, Trace.none());
        return objective.prediction().noise(objective.schedule(), x, said, t);
    }
}
