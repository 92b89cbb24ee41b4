package org.symbiosis.data.rooms;

import org.symbiosis.data.SplitMix;

/** What randomness is for: each purpose has a stream of its own, keyed by seed and scene. */
enum Purpose {
    SCENE(1),
    OBJECT(2),
    LIGHT_JITTER(100),
    LIGHT_ROTATION(500),
    MIXTURE(700),
    JUDGEMENTS(900),
    CAPTION(950);

    private final int purpose;

    Purpose(int purpose) {
        this.purpose = purpose;
    }

    SplitMix open(long seed, long index) {
        return open(seed, index, 0);
    }

    /** The stream of one of several lights, mixtures or captions. */
    SplitMix open(long seed, long index, int number) {
        return SplitMix.of(seed, index, purpose + number);
    }
}
