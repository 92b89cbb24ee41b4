package org.symbiosis.app.nested;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nested.CaptionStates;
import org.symbiosis.nested.Prompts;
import org.symbiosis.pretrained.ClipText;

/** Prompts as hierarchies that are told texts take them. */
public final class TextPrompts {
    private TextPrompts() {}

    /**
     * Prompts in turn, by the pictures' numbers; the tensors belong to the caller's scope.
     *
     * @param encoder file or name of CLIP's text tower
     */
    public static Prompts of(List<String> texts, String encoder, long first, int count) {
        try (ClipText tower = TextTowers.open(encoder)) {
            CaptionStates states = new CaptionStates(tower);
            List<String> wanted = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                wanted.add(texts.get((int) ((first + i) % texts.size())));
            }
            Tensor empty = states.empty();
            return new Prompts.Texts(states.ofPrompts(wanted), empty);
        }
    }
}
