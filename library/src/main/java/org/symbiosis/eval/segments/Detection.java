package org.symbiosis.eval.segments;

import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.annotated.RunLength;

/**
 * An object that a method says is there.
 *
 * @param category index, 0 where classes do not matter
 * @param score how sure it is, any finite number: only the order counts
 * @param box around it
 * @param mask its pixels
 */
public record Detection(int category, double score, Box box, RunLength mask) {
    /** Checks that it can be ranked. */
    public Detection {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("a score must be a finite number, not " + score);
        }
    }

    /** With the smallest box around the mask. */
    public static Detection of(int category, double score, RunLength mask) {
        return new Detection(category, score, mask.box(), mask);
    }
}
