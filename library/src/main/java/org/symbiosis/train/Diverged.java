package org.symbiosis.train;

import java.nio.file.Path;
import java.util.Optional;

/** A step that cannot be taken, since its numbers have left their range. */
public final class Diverged extends RuntimeException {
    private static final long serialVersionUID = 2L;

    private final String mend;
    private final int lasted;
    private final transient Path lastGood;

    /**
     * Ends the training at once; the last checkpoint is the last good one.
     *
     * @param what which number, and what it is
     * @param mend what the user may try
     */
    public Diverged(String what, String mend) {
        this(what, mend, 0);
    }

    /**
     * Ends the training after it has been wrong for a while.
     *
     * @param lasted steps that were wrong, this one included; what was saved after the first of
     *     them, or just before it, is wrong too
     */
    public Diverged(String what, String mend, int lasted) {
        super(what);
        this.mend = mend;
        this.lasted = lasted;
        this.lastGood = null;
    }

    /** The same, of a training whose checkpoints are known. */
    private Diverged(Diverged cause, Path lastGood) {
        super(cause.getMessage(), cause);
        this.mend = cause.mend;
        this.lasted = cause.lasted;
        this.lastGood = lastGood;
    }

    /** The same; {@code lastGood}, which may be null, was saved before anything was wrong. */
    Diverged with(Path lastGood) {
        return new Diverged(this, lastGood);
    }

    /** What the user may try. */
    public String mend() {
        return mend;
    }

    /** Steps that were wrong, the last one included; 0 for one that could not be taken at all. */
    public int lasted() {
        return lasted;
    }

    /** The last checkpoint from before anything was wrong, if one is left. */
    public Optional<Path> lastGood() {
        return Optional.ofNullable(lastGood);
    }
}
