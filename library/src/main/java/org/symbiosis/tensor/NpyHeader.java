package org.symbiosis.tensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What an {@code .npy} file says of its values: a Python dictionary of exactly {@code descr},
 * {@code fortran_order} and {@code shape}, read by hand and checked key by key.
 *
 * @param dtype number format
 * @param bytes order of the bytes of one value
 * @param layout which dimension runs fastest
 * @param shape sizes; none for a single value
 */
@SuppressWarnings("ArrayRecordComponent")
record NpyHeader(DType dtype, Bytes bytes, Layout layout, long[] shape) {
    private static final int MAX_DIMENSIONS = 32;
    private static final Map<String, DType> FORMATS =
            Map.ofEntries(
                    Map.entry("b1", DType.BOOL),
                    Map.entry("i1", DType.I8),
                    Map.entry("u1", DType.U8),
                    Map.entry("i2", DType.I16),
                    Map.entry("u2", DType.U16),
                    Map.entry("i4", DType.I32),
                    Map.entry("u4", DType.U32),
                    Map.entry("i8", DType.I64),
                    Map.entry("u8", DType.U64),
                    Map.entry("f2", DType.F16),
                    Map.entry("f4", DType.F32),
                    Map.entry("f8", DType.F64));

    /** Order of the bytes of a value. */
    enum Bytes {
        LITTLE_ENDIAN,
        BIG_ENDIAN
    }

    /** Which dimension runs fastest. */
    enum Layout {
        /** The last one, as in tensors. */
        C,
        /** The first one. */
        FORTRAN
    }

    /** What is wrong with a file, in words. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** The header of values in little-endian order, the last dimension fastest. */
    static NpyHeader of(ScalarType type, long... shape) {
        DType dtype = DType.of(type);
        if (!FORMATS.containsValue(dtype)) {
            throw new IllegalArgumentException("npy cannot hold values of type " + type);
        }
        return new NpyHeader(dtype, Bytes.LITTLE_ENDIAN, Layout.C, shape);
    }

    /** Number of values. */
    long count() {
        return Shapes.count(shape);
    }

    /** The dictionary as Python writes it. */
    String text() {
        String format =
                FORMATS.entrySet().stream()
                        .filter(e -> e.getValue() == dtype)
                        .findFirst()
                        .orElseThrow()
                        .getKey();
        StringBuilder tuple = new StringBuilder("(");
        for (int i = 0; i < shape.length; i++) {
            tuple.append(i == 0 ? "" : ", ").append(shape[i]);
        }
        return "{'descr': '%s%s', 'fortran_order': False, 'shape': %s%s), }"
                .formatted(
                        dtype.bytes == 1 ? "|" : "<", format, tuple, shape.length == 1 ? "," : "");
    }

    /** Reads a dictionary; nothing in a legal one lies beyond ASCII. */
    static NpyHeader parse(byte[] dictionary) throws Malformed {
        return new Parser(new String(dictionary, StandardCharsets.ISO_8859_1)).header();
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        NpyHeader header() throws Malformed {
            String descr = null;
            Layout layout = null;
            long[] shape = null;
            expect('{');
            while (!skip('}')) {
                String key = string();
                expect(':');
                if (key.equals("descr") && descr == null) {
                    descr = descr();
                } else if (key.equals("fortran_order") && layout == null) {
                    layout = bool() ? Layout.FORTRAN : Layout.C;
                } else if (key.equals("shape") && shape == null) {
                    shape = shape();
                } else {
                    throw new Malformed("its header has an unknown or repeated key '" + key + "'");
                }
                if (!skip(',')) {
                    expect('}');
                    break;
                }
            }
            if (peek() != 0 || at < text.length()) {
                throw new Malformed("its header does not end where it should");
            }
            if (descr == null || layout == null || shape == null) {
                throw new Malformed("its header lacks descr, fortran_order or shape");
            }
            return new NpyHeader(dtype(descr), bytes(descr), layout, shape);
        }

        private String descr() throws Malformed {
            if (peek() == '[') {
                throw new Malformed("it holds records of named fields, not plain numbers");
            }
            return string();
        }

        private static DType dtype(String descr) throws Malformed {
            if (descr.contains("O")) {
                throw new Malformed("it holds Python objects, not plain numbers");
            }
            DType dtype = descr.isEmpty() ? null : FORMATS.get(descr.substring(1));
            boolean hasOrder = descr.startsWith("<") || descr.startsWith(">");
            if (dtype == null || !(hasOrder || (descr.startsWith("|") && dtype.bytes == 1))) {
                throw new Malformed("its number format '" + descr + "' is unknown");
            }
            return dtype;
        }

        private static Bytes bytes(String descr) {
            return descr.startsWith(">") ? Bytes.BIG_ENDIAN : Bytes.LITTLE_ENDIAN;
        }

        private boolean bool() throws Malformed {
            peek();
            for (String word : List.of("True", "False")) {
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw new Malformed("its fortran_order is neither True nor False");
        }

        private long[] shape() throws Malformed {
            List<Long> sizes = new ArrayList<>();
            boolean comma = true;
            expect('(');
            while (!skip(')')) {
                if (!comma || sizes.size() == MAX_DIMENSIONS) {
                    throw new Malformed("its shape is no tuple of sizes");
                }
                sizes.add(size());
                comma = skip(',');
            }
            if (sizes.size() == 1 && !comma) {
                throw new Malformed("its shape is a number, not a tuple");
            }
            return sizes.stream().mapToLong(Long::longValue).toArray();
        }

        private long size() throws Malformed {
            peek();
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == start || at - start > 18) {
                throw new Malformed("its shape holds something that is no size");
            }
            return Long.parseLong(text.substring(start, at));
        }

        private String string() throws Malformed {
            char quote = peek();
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw new Malformed("its header is no dictionary of names");
            }
            String inside = text.substring(at + 1, end);
            at = end + 1;
            return inside;
        }

        private void expect(char c) throws Malformed {
            if (!skip(c)) {
                throw new Malformed("its header lacks a '" + c + "'");
            }
        }

        private boolean skip(char c) {
            if (peek() != c) {
                return false;
            }
            at++;
            return true;
        }

        /** The next character that is no white space; 0 at the end. */
        private char peek() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }
    }
}
