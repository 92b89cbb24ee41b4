package org.symbiosis.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** Number formats of safetensors files and what they are to the engine. */
enum DType {
    F64(ScalarType.Double, 8),
    I64(ScalarType.Long, 8),
    U64(ScalarType.UInt64, 8),
    F32(ScalarType.Float, 4),
    I32(ScalarType.Int, 4),
    U32(ScalarType.UInt32, 4),
    F16(ScalarType.Half, 2),
    BF16(ScalarType.BFloat16, 2),
    I16(ScalarType.Short, 2),
    U16(ScalarType.UInt16, 2),
    I8(ScalarType.Char, 1),
    U8(ScalarType.Byte, 1),
    BOOL(ScalarType.Bool, 1),
    F8_E4M3(ScalarType.Float8_e4m3fn, 1),
    F8_E5M2(ScalarType.Float8_e5m2, 1);

    final ScalarType scalarType;
    final int bytes;

    DType(ScalarType scalarType, int bytes) {
        this.scalarType = scalarType;
        this.bytes = bytes;
    }

    /** The format of an engine type. */
    static DType of(ScalarType type) {
        for (DType d : values()) {
            if (d.scalarType == type.intern()) {
                return d;
            }
        }
        throw new IllegalArgumentException("safetensors cannot hold values of type " + type);
    }
}
