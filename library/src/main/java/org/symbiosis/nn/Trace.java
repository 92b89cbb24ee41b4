package org.symbiosis.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Listens to a forward pass: collects the intermediate results that somebody asked for, by name.
 *
 * <p>A transformer names {@code blocks.I} (the stream after block I) and, of its attention, {@code
 * blocks.I.attn.q}, {@code .k}, {@code .v} {@code (B, heads, N, d)} before scaling and {@code
 * .attention} {@code (B, heads, N, N)}. What nobody asked for costs nothing.
 */
public final class Trace {
    private static final Trace NONE = new Trace("", name -> false, new LinkedHashMap<>());

    private final String prefix;
    private final Predicate<String> wanted;
    private final Map<String, Tensor> seen;

    private Trace(String prefix, Predicate<String> wanted, Map<String, Tensor> seen) {
        this.prefix = prefix;
        this.wanted = wanted;
        this.seen = seen;
    }

    /** Listens to nothing. */
    public static Trace none() {
        return NONE;
    }

    /** Collects these names. */
    public static Trace of(String... names) {
        return new Trace("", Set.of(names)::contains, new LinkedHashMap<>());
    }

    /** Collects the names that match. */
    public static Trace matching(Predicate<String> wanted) {
        return new Trace("", wanted, new LinkedHashMap<>());
    }

    /** The same listener, told of a part of the network: names are prefixed. */
    public Trace below(String part) {
        return this == NONE ? NONE : new Trace(prefix + part + ".", wanted, seen);
    }

    /** Whether somebody asked for this name. */
    public boolean wants(String name) {
        return this != NONE && wanted.test(prefix + name);
    }

    /** Hands over a result, computed only when somebody asked for it. */
    public void offer(String name, Supplier<Tensor> value) {
        if (wants(name)) {
            seen.put(prefix + name, value.get());
        }
    }

    /**
     * What was collected under this name.
     *
     * @throws IllegalArgumentException when the pass never offered it
     */
    public Tensor get(String name) {
        Tensor t = seen.get(name);
        if (t == null) {
            throw new IllegalArgumentException("the forward pass offered no '" + name + "'");
        }
        return t;
    }

    /** Everything collected, in the order of the pass. */
    public Map<String, Tensor> all() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    }
}
