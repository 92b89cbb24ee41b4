package org.symbiosis.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/** Shapes as people read them. */
public final class Shapes {
    private Shapes() {}

    /** The sizes of a tensor. */
    public static long[] of(Tensor t) {
        long[] shape = new long[Math.toIntExact(t.dim())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = t.size(i);
        }
        return shape;
    }

    /** A shape in words, such as {@code 2 x 3 x 32 x 32}; {@code scalar} for no dimension. */
    public static String text(long... shape) {
        if (shape.length == 0) {
            return "scalar";
        }
        return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    }

    /** Values in a tensor of this shape. */
    public static long count(long... shape) {
        long n = 1;
        for (long s : shape) {
            n = Math.multiplyExact(n, s);
        }
        return n;
    }
}
