package org.symbiosis.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file, checked so that nothing in it can point outside the file.
 *
 * <p>Refused: duplicate names, unknown formats, negative or overflowing sizes, ranges that do not
 * match their shape, overlap, gaps, and bytes after the last tensor.
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";

    /** One tensor: its format, its shape, and its bytes [begin, end) in the data section. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(DType dtype, long[] shape, long begin, long end) {}

    /** What is wrong with a header, in words. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static SafetensorsHeader parse(byte[] json, long dataBytes) throws IOException {
        if (json.length == 0 || json[0] != '{') {
            throw new Malformed("its header is not JSON");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        JsonFactory factory =
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser p = factory.createParser(json)) {
            p.nextToken();
            while (p.nextToken() == JsonToken.FIELD_NAME) {
                String name = p.currentName();
                expect(p, JsonToken.START_OBJECT, name);
                if (name.equals(METADATA)) {
                    while (p.nextToken() == JsonToken.FIELD_NAME) {
                        String key = p.currentName();
                        expect(p, JsonToken.VALUE_STRING, METADATA);
                        metadata.put(key, p.getText());
                    }
                } else {
                    entries.put(name, entry(p, name));
                }
            }
            if (p.currentToken() != JsonToken.END_OBJECT || p.nextToken() != null) {
                throw new Malformed("its header does not end where it should");
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new Malformed("its header is not valid JSON: " + e.getOriginalMessage());
        }
        checkRanges(entries, dataBytes);
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry entry(JsonParser p, String name) throws IOException {
        DType dtype = null;
        long[] shape = null;
        long[] range = null;
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String key = p.currentName();
            p.nextToken();
            switch (key) {
                case "dtype" -> dtype = dtype(p.getText(), name);
                case "shape" -> shape = numbers(p, name);
                case "data_offsets" -> range = numbers(p, name);
                default -> throw new Malformed("'" + name + "' has an unknown field '" + key + "'");
            }
        }
        if (dtype == null || shape == null || range == null || range.length != 2) {
            throw new Malformed("'" + name + "' lacks dtype, shape or data_offsets");
        }
        long bytes = dtype.bytes;
        try {
            for (long s : shape) {
                bytes = Math.multiplyExact(bytes, s);
            }
        } catch (ArithmeticException e) {
            throw new Malformed("'" + name + "' is impossibly large");
        }
        if (range[1] < range[0] || range[1] - range[0] != bytes) {
            throw new Malformed("the range of '" + name + "' does not match its shape");
        }
        return new Entry(dtype, shape, range[0], range[1]);
    }

    private static DType dtype(String text, String name) throws Malformed {
        for (DType d : DType.values()) {
            if (d.name().equals(text)) {
                return d;
            }
        }
        throw new Malformed("'" + name + "' has the unknown number format " + text);
    }

    private static long[] numbers(JsonParser p, String name) throws IOException {
        List<Long> list = new ArrayList<>();
        if (p.currentToken() != JsonToken.START_ARRAY) {
            throw new Malformed("'" + name + "' has a shape or range that is no list");
        }
        while (p.nextToken() != JsonToken.END_ARRAY) {
            if (p.currentToken() != JsonToken.VALUE_NUMBER_INT || p.getLongValue() < 0) {
                throw new Malformed("'" + name + "' has a shape or range that is no size");
            }
            list.add(p.getLongValue());
        }
        return list.stream().mapToLong(Long::longValue).toArray();
    }

    private static void expect(JsonParser p, JsonToken token, String where) throws IOException {
        if (p.nextToken() != token) {
            throw new Malformed("the header entry '" + where + "' has the wrong form");
        }
    }

    private static void checkRanges(Map<String, Entry> entries, long dataBytes) throws Malformed {
        List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
        inOrder.sort(
                Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()));
        long at = 0;
        for (Map.Entry<String, Entry> e : inOrder) {
            if (e.getValue().begin() != at) {
                throw new Malformed("'" + e.getKey() + "' overlaps another tensor or leaves a gap");
            }
            at = e.getValue().end();
        }
        if (at > dataBytes) {
            throw new Malformed(
                    "it is truncated: " + at + " bytes of tensors, " + dataBytes + " there");
        }
        if (at < dataBytes) {
            throw new Malformed("it has " + (dataBytes - at) + " bytes too many at its end");
        }
    }
}
