package org.symbiosis.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Shapes;

/** Weights that a parity file gives as a formula: a hash of each element's place. */
final class FormulaWeights {
    private FormulaWeights() {}

    /**
     * Tensors of a layer's own shapes.
     *
     * @param formula name to [j, a, b]
     */
    static Map<String, Tensor> of(JsonNode formula, Layer layer) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        layer.state()
                .forEach(
                        (name, t) -> {
                            JsonNode jab = formula.get(name);
                            weights.put(
                                    name,
                                    jab == null
                                            ? t
                                            : Plain.tensor(
                                                    values(
                                                            (int) t.numel(),
                                                            jab.get(0).asInt(),
                                                            jab.get(1).asDouble(),
                                                            jab.get(2).asDouble()),
                                                    Shapes.of(t)));
                        });
        return weights;
    }

    private static float[] values(int count, int j, double a, double b) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            int x = i * 0x9E3779B1 + j * 0x85EBCA77;
            x ^= x >>> 16;
            x *= 0x7FEB352D;
            x ^= x >>> 15;
            x *= 0x846CA68B;
            x ^= x >>> 16;
            values[i] = (float) (a + b * (Integer.toUnsignedLong(x) / 2147483648.0 - 1));
        }
        return values;
    }
}
