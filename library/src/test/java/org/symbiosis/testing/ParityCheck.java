package org.symbiosis.testing;

/** Recomputes the outputs of one kind of parity file from its inputs and compares them all. */
@FunctionalInterface
public interface ParityCheck {
    void run(ParityFile file);
}
