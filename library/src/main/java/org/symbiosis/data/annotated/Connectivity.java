package org.symbiosis.data.annotated;

/** Which pixels touch. */
public enum Connectivity {
    /** Those that share a side. */
    FOUR,
    /** Those that share a side or a corner. */
    EIGHT
}
