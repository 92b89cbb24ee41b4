package org.symbiosis.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The loss where there is little, some and much noise: a flat sum hides what is still learnt. */
public final class NoiseBands {
    private static final List<String> BANDS = List.of("little", "some", "much");

    private NoiseBands() {}

    /**
     * Each band holds a third of the times, so that three times its part of the mean is, on
     * average, its own mean.
     *
     * @param perSample losses, {@code (B)}
     * @param uniform numbers in [0, 1) that the times were made of, {@code (B)}
     * @return metrics by their names
     */
    public static Map<String, Tensor> of(Tensor perSample, Tensor uniform) {
        Map<String, Tensor> bands = new LinkedHashMap<>();
        Tensor band = uniform.mul(new Scalar(BANDS.size())).floor();
        for (int i = 0; i < BANDS.size(); i++) {
            Tensor within = band.eq(new Scalar(i));
            Tensor part = perSample.detach().mul(within).mean().mul(new Scalar(BANDS.size()));
            bands.put("loss_" + BANDS.get(i) + "_noise", part);
        }
        return bands;
    }
}
