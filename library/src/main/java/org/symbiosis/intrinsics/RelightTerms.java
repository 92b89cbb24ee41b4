package org.symbiosis.intrinsics;

/** Which of the two terms of Eq. 6.4 a picture is compared by. */
public sealed interface RelightTerms {
    /**
     * One of them, by chance: a decoding fewer in each step.
     *
     * @param ownShare how often the picture is rebuilt from its own intrinsics, in [0, 1]; 0.1 in
     *     the authors' code
     */
    record Mixed(double ownShare) implements RelightTerms {
        /** Checks the range. */
        public Mixed {
            if (!(ownShare >= 0 && ownShare <= 1)) {
                throw new IllegalArgumentException("ownShare must lie in [0, 1], not " + ownShare);
            }
        }
    }

    /** Both, each time: as printed. */
    record Both() implements RelightTerms {}
}
