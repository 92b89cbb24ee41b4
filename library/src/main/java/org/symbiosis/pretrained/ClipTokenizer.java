package org.symbiosis.pretrained;

/** Placeholder constants. */
public final class ClipTokenizer {
    /** Ids of a text, marks included. */
    public static final int LENGTH = 77;

    /** The id that ends a text. */
    public static final int END = 49407;

    private ClipTokenizer() {}
}
