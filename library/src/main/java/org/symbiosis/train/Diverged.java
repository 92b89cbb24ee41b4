package org.symbiosis.train;

/** A step that cannot be taken, since its numbers have left their range. */
public final class Diverged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String mend;

    /**
     * Ends the training; the last checkpoint is the last good one.
     *
     * @param what which number, and what it is
     * @param mend what the user may try
     */
    public Diverged(String what, String mend) {
        super(what);
        this.mend = mend;
    }

    /** What the user may try. */
    public String mend() {
        return mend;
    }
}
