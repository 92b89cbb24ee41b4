package org.symbiosis.adversarial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.testing.ParityFile;

/** How far the reference itself strays in single precision, by tensor: its files say. */
final class Noise {
    private static final double TIMES = 10;

    /** What a gradient that is zero in exact arithmetic may come to. */
    private static final double TINY = 1e-5;

    private final ParityFile file;
    private final JsonNode noise;
    private final Set<String> zeros = new HashSet<>();

    Noise(ParityFile file) {
        this.file = file;
        this.noise = file.json("noise_fp32_vs_fp64");
        noise.path("zero_in_exact_arithmetic").forEach(n -> zeros.add(n.asText()));
    }

    /** Compares within ten times the noise, or within {@code atLeast} if that is more. */
    void check(String name, Tensor ours, double atLeast) {
        if (zeros.contains(name)) {
            double largest = ours.abs().max().item_double();
            file.accept(name, largest < TINY, "is " + largest + " and should be about 0");
            return;
        }
        file.check(name, ours, Math.max(atLeast, TIMES * noise.path(name).asDouble(0)));
    }

    void check(String name, Tensor ours) {
        check(name, ours, 0);
    }
}
