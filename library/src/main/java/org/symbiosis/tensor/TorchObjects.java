package org.symbiosis.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Pickle.Malformed;
import org.symbiosis.tensor.Pickle.Symbol;

/**
 * What may stand in a PyTorch checkpoint: dictionaries, tensors and their storages, and notes of
 * training scripts that nobody needs, which become {@link Opaque}.
 */
final class TorchObjects implements Pickle.Objects {
    private static final int MOST_DIMENSIONS = 64;

    /** Expanded tensors repeat their values, but not more often than this many in all. */
    private static final long MOST_REPEATED = 1 << 20;

    /** Packages whose objects are skipped; every other one is refused by name. */
    private static final Set<String> SKIPPED =
            Set.of(
                    "argparse",
                    "collections",
                    "datetime",
                    "easydict",
                    "numpy",
                    "omegaconf",
                    "pathlib",
                    "torch",
                    "__torch__",
                    "types",
                    "typing",
                    "yacs",
                    "_codecs");

    /** Harmless types of the language itself. */
    private static final Set<String> PLAIN_TYPES =
            Set.of("set", "frozenset", "list", "dict", "tuple", "complex", "slice", "bytearray");

    private static final Map<String, ScalarType> STORAGES =
            Map.ofEntries(
                    Map.entry("DoubleStorage", ScalarType.Double),
                    Map.entry("FloatStorage", ScalarType.Float),
                    Map.entry("HalfStorage", ScalarType.Half),
                    Map.entry("BFloat16Storage", ScalarType.BFloat16),
                    Map.entry("LongStorage", ScalarType.Long),
                    Map.entry("IntStorage", ScalarType.Int),
                    Map.entry("ShortStorage", ScalarType.Short),
                    Map.entry("CharStorage", ScalarType.Char),
                    Map.entry("ByteStorage", ScalarType.Byte),
                    Map.entry("BoolStorage", ScalarType.Bool),
                    Map.entry("ComplexFloatStorage", ScalarType.ComplexFloat),
                    Map.entry("ComplexDoubleStorage", ScalarType.ComplexDouble));

    /**
     * Values that lie beside the pickle.
     *
     * @param key names them in the file
     * @param start of a view of a storage in old files, in values; else 0
     * @param count values from there on
     */
    record Storage(ScalarType type, String key, long start, long count) {
        int width() {
            return switch (type) {
                case Byte, Char, Bool -> 1;
                case Half, BFloat16, Short -> 2;
                case Float, Int -> 4;
                case ComplexDouble -> 16;
                default -> 8;
            };
        }
    }

    /** A strided view of a storage, checked to lie within it. */
    @SuppressWarnings("ArrayRecordComponent")
    record View(Storage storage, long offset, long[] shape, long[] strides) {}

    /** Something that nobody needs; {@code state} is what it would have been filled with. */
    record Opaque(Symbol type, Object state) {}

    @Override
    public Symbol symbol(String module, String name) throws Malformed {
        int dot = module.indexOf('.');
        String root = dot < 0 ? module : module.substring(0, dot);
        boolean plain = root.equals("builtins") || root.equals("__builtin__");
        if (plain ? PLAIN_TYPES.contains(name) : SKIPPED.contains(root)) {
            return new Symbol(module, name);
        }
        throw new Malformed(
                "it asks for "
                        + (module + "." + name).replaceAll("[^\\w.]", "?")
                        + ", which no file of weights needs; nothing of it was run");
    }

    @Override
    public Object call(Symbol function, List<?> arguments) throws Malformed {
        return switch (function.toString()) {
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
                    tensor(arguments);
            case "torch._utils._rebuild_parameter",
                    "torch._utils._rebuild_parameter_with_state",
                    "torch.nn.parameter.Parameter" ->
                    arguments.isEmpty() ? null : arguments.get(0);
            case "collections.OrderedDict" -> dictionary(arguments);
            case "torch.Size" -> arguments.isEmpty() ? arguments : arguments.get(0);
            default -> new Opaque(function, null);
        };
    }

    private static Map<Object, Object> dictionary(List<?> arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (!arguments.isEmpty() && arguments.get(0) instanceof List<?> pairs) {
            for (Object pair : pairs) {
                if (pair instanceof List<?> p && p.size() == 2 && p.get(0) instanceof String key) {
                    map.put(key, p.get(1));
                }
            }
        }
        return map;
    }

    @Override
    public Object build(Object object, Object state) {
        return object instanceof Opaque o ? new Opaque(o.type(), state) : object;
    }

    @Override
    public Object persistent(Object identity) throws Malformed {
        if (!(identity instanceof List<?> id)
                || id.size() < 5
                || !"storage".equals(id.get(0))
                || !(id.get(1) instanceof Symbol type)) {
            throw new Malformed("it refers to what is no storage");
        }
        ScalarType scalarType = STORAGES.get(type.name());
        if (scalarType == null) {
            throw new Malformed("it has a storage of the unknown type " + type);
        }
        if (!(id.get(2) instanceof String key)) {
            throw new Malformed("it has a storage without a name");
        }
        if (id.size() > 5 && id.get(5) instanceof List<?> view && view.size() == 3) {
            return new Storage(scalarType, key, size(view.get(1)), size(view.get(2)));
        }
        return new Storage(scalarType, key, 0, size(id.get(4)));
    }

    private static View tensor(List<?> arguments) throws Malformed {
        if (arguments.size() < 4 || !(arguments.get(0) instanceof Storage storage)) {
            throw new Malformed("it has a tensor without values");
        }
        long offset = size(arguments.get(1));
        long[] shape = sizes(arguments.get(2));
        long[] strides = sizes(arguments.get(3));
        if (shape.length != strides.length) {
            throw new Malformed("it has a tensor with more sizes than strides");
        }
        try {
            long last = offset;
            for (int i = 0; i < shape.length; i++) {
                last = Math.addExact(last, Math.multiplyExact(strides[i], shape[i] - 1));
            }
            long count = Shapes.count(shape);
            if (count > 0 && last >= storage.count()) {
                throw new Malformed("it has a tensor that reaches beyond its storage");
            }
            if (count > Math.max(storage.count(), MOST_REPEATED)) {
                throw new Malformed("it has a tensor that claims " + count + " values");
            }
        } catch (ArithmeticException e) {
            throw new Malformed("it has a tensor that is impossibly large");
        }
        return new View(storage, offset, shape, strides);
    }

    private static long[] sizes(Object list) throws Malformed {
        if (!(list instanceof List<?> sizes) || sizes.size() > MOST_DIMENSIONS) {
            throw new Malformed("it has a tensor without a shape");
        }
        List<Long> all = new ArrayList<>();
        for (Object o : sizes) {
            all.add(size(o));
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private static long size(Object value) throws Malformed {
        if (value instanceof Long n && n >= 0) {
            return n;
        }
        throw new Malformed("it has a size or an offset that is none");
    }
}
