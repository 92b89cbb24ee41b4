package org.symbiosis.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.rand;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class DiffusionFeaturesTest {
    private static DiffusionFile untrained(int classes) {
        DiffusionRecipe recipe = SmallDiffusion.recipe(1, classes);
        return new DiffusionFile(
                recipe,
                DiffusionTraining.untrained(recipe),
                DiffusionFile.Weights.LAST,
                java.util.OptionalLong.empty());
    }

    @Test
    void theMiddleAndTheSecondHalfAreRead() {
        try (Scope s = Scope.open();
                DiffusionFile file = untrained(2)) {
            DiffusionFeatures features = new DiffusionFeatures(file, LatentSpace.pixels(), 0);
            assertThat(features.layers()).containsExactly("mid_block", "out_blocks.0");
            List<Tensor> of = features.of(rand(3, 3, 8, 8), 0.1, features.layers());
            assertThat(of)
                    .hasSize(2)
                    .allSatisfy(t -> assertThat(Shapes.of(t)).containsExactly(3, 32));
        }
    }

    @Test
    void anImageHasItsFeaturesInAnyOrder() {
        try (Scope s = Scope.open();
                DiffusionFile file = untrained(0)) {
            Seed.set(4);
            Tensor images = rand(4, 3, 8, 8);
            DiffusionFeatures features = new DiffusionFeatures(file, LatentSpace.pixels(), 0);
            Tensor all = last(features, images);
            Tensor turned = last(features, images.flip(0)).flip(0);
            assertThat(largest(all.sub(turned))).isLessThan(1e-5);
            Tensor other = last(new DiffusionFeatures(file, LatentSpace.pixels(), 1), images);
            assertThat(largest(all.sub(other))).isGreaterThan(1e-3);
        }
    }

    private static Tensor last(DiffusionFeatures features, Tensor images) {
        return features.of(images, 0.3, List.of("out_blocks.0")).get(0);
    }

    private static double largest(Tensor t) {
        double most = 0;
        for (double v : Plain.doubles(t)) {
            most = Math.max(most, Math.abs(v));
        }
        return most;
    }
}
