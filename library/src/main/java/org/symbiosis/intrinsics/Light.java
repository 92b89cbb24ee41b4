package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;

/**
 * The light of a picture: the extrinsic code, of length 1 as the encoder gives it.
 *
 * @param code 16 numbers in the dissertation
 */
public record Light(List<Float> code) {
    /** Copies the list and checks that it is numbers. */
    public Light {
        code = List.copyOf(code);
        if (code.isEmpty() || code.stream().anyMatch(v -> !Float.isFinite(v))) {
            throw new IllegalArgumentException("a light needs finite numbers, not " + code);
        }
    }

    static Light of(float[] values) {
        List<Float> code = new ArrayList<>();
        for (float v : values) {
            code.add(v);
        }
        return new Light(code);
    }

    /**
     * Reads numbers separated by commas, and brings them to length 1.
     *
     * @throws UserError when they are none, or all of them zero
     */
    public static Light parse(String text) {
        try {
            double[] values =
                    Arrays.stream(text.trim().split("\\s*,\\s*"))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
            return unit(values);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(
                    "'" + text + "' is no light's code",
                    "give numbers separated by commas, not all of them zero",
                    e);
        }
    }

    private static Light unit(double[] values) {
        double length = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("the code has no direction");
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / length);
        }
        return of(unit);
    }

    /** The mean of lights, of length 1 again: what several pictures have in common. */
    public static Light mean(List<Light> lights) {
        double[] sum = new double[lights.get(0).code.size()];
        for (Light light : lights) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += light.code.get(i);
            }
        }
        return unit(sum);
    }

    /** The cosine of the angle to another, in [-1, 1]. */
    public double cosine(Light other) {
        double dot = 0;
        double own = 0;
        double theirs = 0;
        for (int i = 0; i < code.size(); i++) {
            dot += code.get(i) * other.code.get(i);
            own += code.get(i) * code.get(i);
            theirs += other.code.get(i) * other.code.get(i);
        }
        return dot / Math.sqrt(own * theirs);
    }

    /** How to go from one light to another. */
    public enum Way {
        /** On the straight line, as the dissertation does: codes in between are shorter. */
        LINEAR,
        /** On the sphere; straight between lights that are opposite to one another. */
        SPHERICAL
    }

    /**
     * The light at a share of the way to another.
     *
     * @param t 0 here, 1 there
     */
    public Light towards(Light other, double t, Way way) {
        double near = 1 - t;
        double far = t;
        double cosine = Math.max(-1, Math.min(1, cosine(other)));
        double angle = Math.acos(cosine);
        if (way == Way.SPHERICAL && Math.sin(angle) > 1e-4) {
            near = Math.sin((1 - t) * angle) / Math.sin(angle);
            far = Math.sin(t * angle) / Math.sin(angle);
        }
        float[] between = new float[code.size()];
        for (int i = 0; i < between.length; i++) {
            between[i] = (float) (near * code.get(i) + far * other.code.get(i));
        }
        return of(between);
    }

    /** Lights on the way to another, both ends included. */
    public List<Light> sweep(Light other, int steps, Way way) {
        if (steps < 2) {
            throw new IllegalArgumentException("a sweep needs at least 2 steps, not " + steps);
        }
        return IntStream.range(0, steps)
                .mapToObj(i -> towards(other, i / (steps - 1.0), way))
                .toList();
    }

    /** {@code (rows, n)}, each row this code. */
    Tensor tensor(long rows) {
        float[] values = new float[code.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = code.get(i);
        }
        return Plain.tensor(values, 1, values.length).expand(rows, -1);
    }

    /** The numbers, separated by commas. */
    @Override
    public String toString() {
        return code.stream()
                .map(v -> String.format(Locale.ROOT, "%.4f", v))
                .collect(Collectors.joining(","));
    }
}
