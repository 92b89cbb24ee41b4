package org.symbiosis.adversarial;

/** What keeps a network's linear maps in bounds. */
public enum Weights {
    /** Nothing: group norms steady the network instead. */
    PLAIN,
    /**
     * Division by the largest singular value; there are no group norms then, which would undo it.
     */
    SPECTRAL
}
