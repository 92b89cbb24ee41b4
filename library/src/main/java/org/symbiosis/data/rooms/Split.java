package org.symbiosis.data.rooms;

import java.util.Locale;

/** Which scenes: the lists never share an index, so nothing seen in training is tested. */
public enum Split {
    /** Scenes from index 0. */
    TRAIN(0),
    /** Scenes from index 1,000,000. */
    TEST(1_000_000),
    /** Further scenes, from index 2,000,000. */
    EXTRA(2_000_000);

    /** Most scenes of a list. */
    static final int MOST = 1_000_000;

    private final long first;

    Split(long first) {
        this.first = first;
    }

    /** Index of the first scene. */
    public long first() {
        return first;
    }

    /** The split in words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
