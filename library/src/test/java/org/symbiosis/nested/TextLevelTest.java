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
import org.symbiosis.nested.NestedFile.Weights;
import org.symbiosis.nested.latents.LatentCache;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsConfig;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.nested.latents.ToyEncoder;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.pretrained.ClipConfig;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.ToyImages;
import org.symbiosis.train.Progress;

/** Hierarchies that are told texts. */
class TextLevelTest {
    private static final int CHANNELS = 64;

    @TempDir private Path temp;

    private static ClipText tower() {
        Seed.set(3);
        try (Scope s = Scope.open()) {
            ClipText tower = new ClipText(ClipConfig.Text.of(CHANNELS, 1));
            tower.eval();
            return tower;
        }
    }

    @Test
    void aPromptDecidesThePicture() {
        NestedRecipe tiny = NestedRecipe.tiny().withEpochs(1);
        NestedRecipe recipe =
                tiny.withModel(tiny.model().withLevels(2).withTold(new Told.Text(77, CHANNELS)))
                        .withTrain(tiny.train().withBatch(4).withWorkers(2));
        List<List<String>> captions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            captions.add(i == 3 ? List.of() : List.of("a red chair", "a blue chair " + i));
        }
        try (Scope s = Scope.open();
                ClipText tower = tower();
                VisualEncoder encoder = ToyEncoder.of(1);
                LatentStore store =
                        LatentCache.build(
                                temp.resolve("latents"),
                                new ToyImages(8, 0, 16),
                                LatentsConfig.of(recipe.model().pyramid()),
                                encoder,
                                new PixelCodec(),
                                OnCorrupt.FAIL,
                                Progress.SILENT)) {
            CaptionStates states = new CaptionStates(tower, captions);
            Path run = temp.resolve("run");
            new NestedTraining(recipe, store, states, run, Progress.SILENT).run();
            try (NestedFile model = NestedFile.open(run, Weights.LAST)) {
                GenerationConfig how =
                        GenerationConfig.guided(recipe.model().told())
                                .withSampler(recipe.generation().sampler());
                NestedSampler sampler = new NestedSampler(model, how, Progress.SILENT);
                float[] chair = picture(sampler, states, "a red chair");
                assertThat(picture(sampler, states, "a red chair")).containsExactly(chair);
                assertThat(picture(sampler, states, "two dogs")).isNotEqualTo(chair);
                assertThatThrownBy(() -> sampler.sample(SampleRequest.of(1, 1)))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("give a prompt");
            }
        }
    }

    private static float[] picture(NestedSampler sampler, CaptionStates states, String prompt) {
        Prompts prompts = new Prompts.Texts(states.ofPrompts(List.of(prompt)), states.empty());
        SampleRequest request = new SampleRequest(4, Map.of(), 0, 1, prompts);
        return Plain.floats(sampler.sample(request).level(1));
    }

    @Test
    void aPromptThatIsTooLongIsRefused() {
        try (Scope s = Scope.open();
                ClipText tower = tower()) {
            CaptionStates states = new CaptionStates(tower);
            assertThat(Shapes.of(states.ofPrompts(List.of("a", "b"))))
                    .containsExactly(2, 77, CHANNELS);
            assertThatThrownBy(() -> states.ofPrompts(List.of("chair ".repeat(76))))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("76 tokens, and 75 fit");
        }
    }
}
