package org.symbiosis;

/**
 * What went wrong in words of the user's own things, and how to mend it.
 *
 * <p>Thrown for everything that a person can put right: a missing file, a value out of range, a
 * broken picture, a full disk. Misuse of the API by a programmer throws the JDK's exceptions.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the error costs: the exit code of the command line. */
    public enum Kind {
        /** The work failed: exit code 1. */
        FAILED,
        /** The request itself makes no sense: exit code 2. */
        USAGE
    }

    private final Kind kind;

    private UserError(Kind kind, String message, Throwable cause) {
        super(oneLine(message), cause);
        this.kind = kind;
    }

    /**
     * An error of the work: a file that cannot be read, a disk that is full.
     *
     * @param what names the thing that is wrong
     * @param mend says what to do about it
     * @return the error, to be thrown
     */
    public static UserError failed(String what, String mend) {
        return new UserError(Kind.FAILED, what + ": " + mend, null);
    }

    /** As {@link #failed(String, String)}, keeping the cause for the log. */
    public static UserError failed(String what, String mend, Throwable cause) {
        return new UserError(Kind.FAILED, what + ": " + mend, cause);
    }

    /**
     * An error of the request: an unknown key, a value out of range.
     *
     * @param what names the option or key that is wrong
     * @param mend says what would be right
     * @return the error, to be thrown
     */
    public static UserError usage(String what, String mend) {
        return new UserError(Kind.USAGE, what + ": " + mend, null);
    }

    /** As {@link #usage(String, String)}, keeping the cause for the log. */
    public static UserError usage(String what, String mend, Throwable cause) {
        return new UserError(Kind.USAGE, what + ": " + mend, cause);
    }

    /** What the error costs. */
    public Kind kind() {
        return kind;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
