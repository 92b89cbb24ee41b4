package org.symbiosis.nested;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.symbiosis.nn.UVitConditioning;

/** What all levels are told besides the latents above. */
public sealed interface Told {
    /** The network's side of it. */
    UVitConditioning conditioning();

    /** The chapter's weights of guidance, from the top level down (section 5.4). */
    List<Double> usualGuidance(int levels);

    /** Whether the top level, which sees no latents, is told anything. */
    default boolean tellsAnything() {
        return !(this instanceof Nothing);
    }

    /** Nothing: unconditional generation. */
    record Nothing() implements Told {
        @Override
        public UVitConditioning conditioning() {
            return UVitConditioning.none();
        }

        /** 0.8 everywhere but at the top, which has nothing to follow. */
        @Override
        public List<Double> usualGuidance(int levels) {
            List<Double> all = new ArrayList<>(Collections.nCopies(levels, 0.8));
            all.set(0, 0.0);
            return all;
        }
    }

    /**
     * The class of the image.
     *
     * @param count of the classes; the network keeps one row more for "no class"
     */
    record Classes(int count) implements Told {
        /** Checks the range. */
        public Classes {
            if (count < 1) {
                throw new IllegalArgumentException("count must be at least 1, not " + count);
            }
        }

        @Override
        public UVitConditioning conditioning() {
            return UVitConditioning.classes(count);
        }

        /** 0.5 at the top, a tenth less at each level below, down to a tenth. */
        @Override
        public List<Double> usualGuidance(int levels) {
            return IntStream.range(0, levels).mapToObj(i -> Math.max(1, 5 - i) / 10.0).toList();
        }
    }

    /**
     * A text, as the states of CLIP's text tower after its final norm.
     *
     * @param tokens of a text: 77
     * @param channels of a state: 768 for ViT-L/14
     */
    record Text(int tokens, int channels) implements Told {
        /** Checks the ranges. */
        public Text {
            if (tokens < 1 || channels < 1) {
                throw new IllegalArgumentException("tokens and channels must be at least 1");
            }
        }

        @Override
        public UVitConditioning conditioning() {
            return UVitConditioning.none().withText(tokens, channels);
        }

        @Override
        public List<Double> usualGuidance(int levels) {
            return Collections.nCopies(levels, 1.0);
        }
    }
}
