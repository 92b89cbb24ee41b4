package org.symbiosis.app.reproduce;

import java.util.Optional;
import org.symbiosis.app.nested.NestedGenerator.Prompting;
import org.symbiosis.data.ImageSource;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.TextStates;
import org.symbiosis.nested.Told;

/** What the hierarchies of a table are told besides latents: while they learn, and to draw. */
interface Lesson {
    /** What all levels are told. */
    default Told told() {
        return new Told.Nothing();
    }

    /** The texts of the training images, by their places. */
    default TextStates texts() {
        return TextStates.none();
    }

    /** What drawn images are to show. */
    default Prompting prompting() {
        return (first, count) -> new Prompts.None();
    }

    /** The images that drawn ones are compared with; by default those that were learnt from. */
    default Optional<ImageSource> compared() {
        return Optional.empty();
    }

    /** All of it that a training depends on. */
    default String learnt() {
        return "told nothing";
    }

    /** All of it that drawn images and what they are compared with depend on. */
    default String drawn() {
        return "";
    }

    /** It in words that go on a sentence about the images. */
    default String words() {
        return "";
    }

    /** Nothing is told: the other tables. */
    static Lesson nothing() {
        return new Lesson() {};
    }
}
