package org.symbiosis.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.nested.SigmaSearch.Trial;
import org.symbiosis.nested.latents.LatentCache;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsConfig;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.nested.latents.ToyEncoder;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.testing.ToyImages;
import org.symbiosis.train.Progress;

class SigmaSearchTest {
    @TempDir private Path temp;

    @Test
    void keepsTheBestAndReusesWhatItTrained() {
        NestedRecipe tiny = NestedRecipe.tiny().withEpochs(1);
        NestedRecipe recipe = tiny.withTrain(tiny.train().withBatch(8).withWorkers(1));
        Map<String, Double> scores =
                Map.of(
                        "levels-1", 9.0,
                        "levels-2-0.0", 8.0,
                        "levels-2-0.5", 7.0,
                        "levels-3-0.5-0.0", 6.0,
                        "levels-3-0.5-0.5", 6.5);
        List<String> scored = new ArrayList<>();
        SigmaSearch.Score known =
                run -> {
                    scored.add(run.getFileName().toString());
                    return scores.get(run.getFileName().toString());
                };
        try (LatentStore store = latents(recipe)) {
            for (int pass = 0; pass < 2; pass++) {
                List<Trial> trials = search(recipe, store, "one judge", known).run();
                assertThat(trials)
                        .extracting(Trial::score)
                        .containsExactly(9.0, 8.0, 7.0, 6.0, 6.5);
            }
            assertThat(scored).hasSize(5); // nothing is done twice
            search(recipe, store, "another judge", known).run();
            assertThat(scored).hasSize(10);
            assertThatThrownBy(
                            () -> search(recipe.withEpochs(2), store, "another judge", known).run())
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("another configuration");
        }
        Path search = temp.resolve("search");
        assertThat(search.resolve("levels-3-0.5-0.5/semantic-2/model.safetensors"))
                .hasSameBinaryContentAs(
                        search.resolve("levels-3-0.5-0.0/semantic-2/model.safetensors"));
        assertThat(search.resolve("levels-3-0.5-0.0/semantic-1/model.safetensors"))
                .hasSameBinaryContentAs(
                        search.resolve("levels-2-0.0/semantic-1/model.safetensors"));
    }

    private SigmaSearch search(
            NestedRecipe recipe, LatentStore store, String judge, SigmaSearch.Score score) {
        return new SigmaSearch(
                recipe,
                List.of(0.0, 0.5),
                store,
                temp.resolve("search"),
                new SigmaSearch.Scoring(judge, score),
                Progress.SILENT);
    }

    private LatentStore latents(NestedRecipe recipe) {
        try (VisualEncoder encoder = ToyEncoder.of(1)) {
            return LatentCache.build(
                    temp.resolve("latents"),
                    new ToyImages(16, 2, 16),
                    LatentsConfig.of(recipe.model().pyramid()),
                    encoder,
                    new PixelCodec(),
                    OnCorrupt.FAIL,
                    Progress.SILENT);
        }
    }
}
