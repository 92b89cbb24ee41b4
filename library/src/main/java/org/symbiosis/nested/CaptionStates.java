package org.symbiosis.nested;

import static org.bytedeco.pytorch.global.torch.rand;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.pretrained.ClipTokenizer;
import org.symbiosis.pretrained.ClipTokenizer.Padding;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Captions of images as states of CLIP's text tower, computed when they are asked for. All 77
 * states are seen, those of the padding too, as in the U-ViT.
 */
public final class CaptionStates implements TextStates {
    private final ClipText tower;
    private final ClipTokenizer tokenizer = new ClipTokenizer();
    private final List<List<String>> captions;

    /**
     * Captions by the places of their images in the source; an image without any has the empty
     * text.
     *
     * @param tower is left to the caller
     */
    public CaptionStates(ClipText tower, List<List<String>> captions) {
        this.tower = tower;
        this.captions = captions.stream().map(List::copyOf).toList();
    }

    /** A tower for prompts alone. */
    public CaptionStates(ClipText tower) {
        this(tower, List.of());
    }

    @Override
    public Tensor of(int... indices) {
        float[] draws = Plain.floats(rand(indices.length));
        List<String> texts = new ArrayList<>();
        for (int b = 0; b < indices.length; b++) {
            List<String> own = captions.get(indices[b]);
            texts.add(own.isEmpty() ? "" : own.get((int) (draws[b] * own.size())));
        }
        return states(texts);
    }

    @Override
    public Tensor empty() {
        return states(List.of(""));
    }

    /**
     * States of prompts, {@code (B, 77, channels)}.
     *
     * @throws UserError when one has more words than fit
     */
    public Tensor ofPrompts(List<String> prompts) {
        requireFit(prompts);
        return states(prompts);
    }

    /**
     * Refuses prompts of which something would be cut off.
     *
     * @throws UserError when one has more words than fit
     */
    public void requireFit(List<String> prompts) {
        for (String prompt : prompts) {
            int length = tokenizer.ids(prompt).length;
            int most = ClipTokenizer.LENGTH - 2;
            if (length > most) {
                throw UserError.usage(
                        "the prompt is too long: %d tokens, and %d fit".formatted(length, most),
                        "shorten '" + prompt.substring(0, Math.min(40, prompt.length())) + "...'");
            }
        }
    }

    private Tensor states(List<String> texts) {
        return Scope.tidy(
                () -> {
                    try (NoGradGuard g = new NoGradGuard()) {
                        Tensor ids = tokenizer.encode(texts, Padding.END); // (B, 77)
                        return tower.states(ids, Trace.none());
                    }
                });
    }
}
