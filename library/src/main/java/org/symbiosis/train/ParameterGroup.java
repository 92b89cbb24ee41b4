package org.symbiosis.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters that are treated alike.
 *
 * @param parameters by name
 * @param weightDecay pull towards zero in each step, relative to the rate
 * @param rateScale factor of the learning rate
 */
public record ParameterGroup(Map<String, Tensor> parameters, double weightDecay, double rateScale) {
    /** Checks the ranges. */
    public ParameterGroup {
        parameters = new LinkedHashMap<>(parameters);
        if (!(weightDecay >= 0) || !(rateScale >= 0)) {
            throw new IllegalArgumentException("weightDecay and rateScale must not be negative");
        }
    }

    /** All parameters alike. */
    public static List<ParameterGroup> all(Map<String, Tensor> parameters, double weightDecay) {
        return List.of(new ParameterGroup(parameters, weightDecay, 1));
    }

    /**
     * Weight decay on everything but vectors (biases, norms); learnt alphas, which are scalars, do
     * decay (Table A.1), and so do tokens of shape (1, 1, D).
     */
    public static List<ParameterGroup> decayed(Map<String, Tensor> parameters, double weightDecay) {
        Map<String, Tensor> decay = new LinkedHashMap<>();
        Map<String, Tensor> free = new LinkedHashMap<>();
        parameters.forEach((name, p) -> (p.dim() == 1 ? free : decay).put(name, p));
        return List.of(new ParameterGroup(decay, weightDecay, 1), new ParameterGroup(free, 0, 1));
    }

    /** The same with another factor of the rate. */
    public ParameterGroup withRateScale(double scale) {
        return new ParameterGroup(parameters, weightDecay, scale);
    }
}
