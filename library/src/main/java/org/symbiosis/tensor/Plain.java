package org.symbiosis.tensor;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Plain Java arrays in and out of tensors: the only place that touches raw addresses.
 *
 * <p>Values are copied; arrays are in row-major order, the last dimension fastest.
 */
public final class Plain {
    static {
        Engine.start();
    }

    private Plain() {}

    /** A float tensor of this shape. */
    public static Tensor tensor(float[] values, long... shape) {
        check(values.length, shape);
        Tensor t =
                torch.empty(shape, new org.bytedeco.pytorch.TensorOptions(ScalarType.Float), null);
        if (values.length > 0) {
            t.data_ptr_float().put(values, 0, values.length);
        }
        return t;
    }

    /** A double tensor of this shape. */
    public static Tensor tensor(double[] values, long... shape) {
        check(values.length, shape);
        Tensor t =
                torch.empty(shape, new org.bytedeco.pytorch.TensorOptions(ScalarType.Double), null);
        if (values.length > 0) {
            t.data_ptr_double().put(values, 0, values.length);
        }
        return t;
    }

    /** A tensor of 64-bit integers of this shape. */
    public static Tensor tensor(long[] values, long... shape) {
        check(values.length, shape);
        Tensor t =
                torch.empty(shape, new org.bytedeco.pytorch.TensorOptions(ScalarType.Long), null);
        if (values.length > 0) {
            t.data_ptr_long().put(values, 0, values.length);
        }
        return t;
    }

    /** All values, converted to float. */
    public static float[] floats(Tensor t) {
        float[] values = new float[Math.toIntExact(t.numel())];
        try (Scope s = Scope.open()) {
            FloatPointer p = onCpu(t, ScalarType.Float).data_ptr_float();
            if (values.length > 0) {
                p.get(values);
            }
        }
        return values;
    }

    /** All values, converted to double. */
    public static double[] doubles(Tensor t) {
        double[] values = new double[Math.toIntExact(t.numel())];
        try (Scope s = Scope.open()) {
            DoublePointer p = onCpu(t, ScalarType.Double).data_ptr_double();
            if (values.length > 0) {
                p.get(values);
            }
        }
        return values;
    }

    /** All values, converted to 64-bit integers. */
    public static long[] longs(Tensor t) {
        long[] values = new long[Math.toIntExact(t.numel())];
        try (Scope s = Scope.open()) {
            LongPointer p = onCpu(t, ScalarType.Long).data_ptr_long();
            if (values.length > 0) {
                p.get(values);
            }
        }
        return values;
    }

    private static Tensor onCpu(Tensor t, ScalarType type) {
        return t.detach().cpu().to(type).contiguous();
    }

    private static void check(int length, long... shape) {
        if (Shapes.count(shape) != length) {
            throw new IllegalArgumentException(
                    length + " values do not fill a tensor of " + Shapes.text(shape));
        }
    }
}
