package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.linalg_eigvalsh;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;

class GanModelTest {
    private static final int STEPS = 12;

    @ParameterizedTest
    @ValueSource(strings = {"neighbours", "no neighbours"})
    void momentumCopiesKnowTheNormsOfTheirSpectralWeights(String game) {
        GanConfig spectral = TinyGan.images().spectralNorm();
        GanConfig config = game.equals("neighbours") ? spectral : spectral.coarseOnly();
        GanRecipe recipe = TinyGan.recipe(1).withModel(config);
        try (Scope s = Scope.open();
                GanModel model = GanTraining.untrained(recipe);
                GanStep step = new GanStep(model, recipe)) {
            for (int i = 0; i < STEPS; i++) {
                step.move(draw(recipe), 1e-3);
            }
            for (Layer copy : List.of(model.momentDiscriminator(), model.momentGenerator())) {
                List<String> wrong = new ArrayList<>();
                norms(copy)
                        .forEach(
                                (name, pair) -> {
                                    if (pair[0] < 0.9 * pair[1]) {
                                        wrong.add(name + ": " + pair[0] + " of " + pair[1]);
                                    }
                                });
                assertThat(wrong).isEmpty();
            }
        }
    }

    private static GanDraw draw(GanRecipe recipe) {
        int noise = recipe.model().generator().noise();
        return new GanDraw(
                rand(4, 3, 32, 32),
                null,
                randn(4, noise),
                randn(4, noise),
                randn(8, recipe.model().discriminator().embedding()));
    }

    /** Of each weight the norm as one power iteration from its vector has it, and the true one. */
    private static Map<String, double[]> norms(Layer network) {
        Map<String, double[]> all = new HashMap<>();
        Map<String, Tensor> state = network.state();
        state.forEach(
                (name, u) -> {
                    if (name.endsWith("u0")) {
                        Tensor W =
                                state.get(name.substring(0, name.length() - 2) + "weight")
                                        .detach()
                                        .flatten(1, -1);
                        Tensor right = u.matmul(W);
                        right = right.div(right.norm());
                        double seen = right.matmul(W.t()).norm().item_double();
                        double exact = linalg_eigvalsh(W.matmul(W.t())).max().item_double();
                        all.put(name, new double[] {seen, Math.sqrt(Math.max(0, exact))});
                    }
                });
        assertThat(all).isNotEmpty();
        return all;
    }
}
