package org.symbiosis.nested;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;

/** What each of some images is to show, besides what the latents above say. */
public sealed interface Prompts {
    /**
     * Refuses prompts that the hierarchy was not trained for.
     *
     * @throws UserError naming what it takes
     */
    void require(Told told);

    /** Those of some of the images, in this order. */
    Prompts rows(int... rows);

    /** Classes for the network, {@code (B)}, or null. */
    default Tensor labels() {
        return null;
    }

    /** Texts for the network, {@code (B, tokens, channels)}, or null. */
    default Tensor texts() {
        return null;
    }

    /** What the empty branch is told instead of {@link #texts}, or null. */
    default Tensor emptyTexts() {
        return null;
    }

    /** None: for unconditional hierarchies. */
    record None() implements Prompts {
        @Override
        public void require(Told told) {
            if (told instanceof Told.Classes c) {
                throw UserError.usage(
                        "the model draws images of a class", "give one of 0 to " + (c.count() - 1));
            }
            if (told instanceof Told.Text) {
                throw UserError.usage("the model draws images of a text", "give a prompt");
            }
        }

        @Override
        public Prompts rows(int... rows) {
            return this;
        }
    }

    /**
     * A class for each image.
     *
     * @param ofImages indices of the classes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Classes(int[] ofImages) implements Prompts {
        @Override
        public void require(Told told) {
            if (!(told instanceof Told.Classes c)) {
                throw UserError.usage("the model knows no classes", "leave out the class");
            }
            for (int label : ofImages) {
                if (label < 0 || label >= c.count()) {
                    throw UserError.usage(
                            "the model knows no class " + label,
                            "give one of 0 to " + (c.count() - 1));
                }
            }
        }

        @Override
        public Prompts rows(int... rows) {
            return new Classes(Arrays.stream(rows).map(r -> ofImages[r]).toArray());
        }

        @Override
        public Tensor labels() {
            long[] wide = Arrays.stream(ofImages).asLongStream().toArray();
            return Plain.tensor(wide, wide.length);
        }
    }

    /**
     * A text for each image.
     *
     * @param states of the texts, {@code (B, tokens, channels)}
     * @param empty states of the empty text, {@code (1, tokens, channels)}
     */
    record Texts(Tensor states, Tensor empty) implements Prompts {
        @Override
        public void require(Told told) {
            if (!(told instanceof Told.Text text)) {
                throw UserError.usage("the model takes no text", "leave out the prompt");
            }
            if (states.size(2) != text.channels()) {
                throw UserError.usage(
                        "the text encoder gives states of %d channels, and the model takes %d"
                                .formatted(states.size(2), text.channels()),
                        "give the text encoder that the model was trained with");
            }
        }

        @Override
        public Prompts rows(int... rows) {
            long[] wide = Arrays.stream(rows).asLongStream().toArray();
            return new Texts(states.index_select(0, Plain.tensor(wide, wide.length)), empty);
        }

        @Override
        public Tensor texts() {
            return states;
        }

        @Override
        public Tensor emptyTexts() {
            return empty.expand(states.size(0), -1, -1);
        }
    }
}
