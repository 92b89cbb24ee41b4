package org.symbiosis.app.nested;

import java.util.List;
import java.util.stream.IntStream;
import org.symbiosis.UserError;
import org.symbiosis.app.nested.NestedGenerator.Prompting;
import org.symbiosis.nested.CaptionStates;
import org.symbiosis.nested.Prompts;
import org.symbiosis.pretrained.ClipText;

/** Texts in turn, by the pictures' numbers, as hierarchies that are told texts take them. */
final class TextPrompting implements Prompting {
    private final ClipText tower;
    private final CaptionStates states;
    private final int count;

    private TextPrompting(List<String> texts, String encoder) {
        this.tower = TextTowers.open(encoder);
        this.states = new CaptionStates(tower, texts.stream().map(List::of).toList());
        this.count = texts.size();
    }

    /**
     * Prompts that somebody wrote.
     *
     * @param encoder file or name of CLIP's text tower
     * @throws UserError when one has more words than fit
     */
    static TextPrompting ofPrompts(List<String> texts, String encoder) {
        TextPrompting prompting = new TextPrompting(texts, encoder);
        try {
            prompting.states.requireFit(texts);
            return prompting;
        } catch (UserError e) {
            prompting.close();
            throw e;
        }
    }

    /** One caption of each image of a book; what does not fit is cut, as in training. */
    static TextPrompting ofCaptions(CaptionBook book, String encoder) {
        return new TextPrompting(book.chosen(), encoder);
    }

    @Override
    public Prompts of(long first, int pictures) {
        int[] texts = IntStream.range(0, pictures).map(i -> (int) ((first + i) % count)).toArray();
        return new Prompts.Texts(states.of(texts), states.empty());
    }

    @Override
    public void close() {
        tower.close();
    }
}
