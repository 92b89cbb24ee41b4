package org.symbiosis.app.nested;

import org.symbiosis.UserError;
import org.symbiosis.nested.CaptionStates;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.TextStates;
import org.symbiosis.nested.Told;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.pretrained.ClipText;

/** The texts that a training is told, with the text tower that reads them; or none. */
final class Captions implements AutoCloseable {
    private final ClipText tower; // null without texts
    private final TextStates states;

    private Captions(ClipText tower, TextStates states) {
        this.tower = tower;
        this.states = states;
    }

    /** Opens what the recipe needs. */
    static Captions open(NestedRecipe recipe, NestedSources sources, LatentStore store) {
        if (!(recipe.model().told() instanceof Told.Text told)) {
            return new Captions(null, TextStates.none());
        }
        var captions =
                CaptionBook.read(sources.captions()).of(store.paths(), store.manifest().source());
        ClipText tower = TextTowers.open(sources.textEncoder());
        try {
            requireWidth(tower, told, sources.textEncoder());
        } catch (UserError e) {
            tower.close();
            throw e;
        }
        return new Captions(tower, new CaptionStates(tower, captions));
    }

    private static void requireWidth(ClipText tower, Told.Text told, String name) {
        int width = tower.config().tower().width();
        if (width != told.channels()) {
            throw UserError.usage(
                    "%s gives states of %d channels, and the model takes %d"
                            .formatted(name, width, told.channels()),
                    "give another text encoder, or set model.told.text.channels=" + width);
        }
    }

    /** The texts. */
    TextStates states() {
        return states;
    }

    @Override
    public void close() {
        if (tower != null) {
            tower.close();
        }
    }
}
