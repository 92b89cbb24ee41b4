package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;

class SpiralTest {
    private static final Spiral POINTS = Spiral.draw(300, 5);

    @Test
    void pointsLieOnTheirOwnArm() {
        float[] curve = Spiral.curve(4000);
        for (int i = 0; i < POINTS.count(); i++) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < 4000; j++) {
                double dx = POINTS.xy()[2 * i] - curve[2 * j];
                double dy = POINTS.xy()[2 * i + 1] - curve[2 * j + 1];
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    nearest = j;
                }
            }
            assertThat(Math.sqrt(least)).isLessThan(5 * Spiral.BLUR);
            assertThat(nearest % 2).isEqualTo(POINTS.arms()[i]);
        }
        assertThat(Arrays.stream(POINTS.arms()).sum()).isBetween(100, 200);
    }

    @Test
    void theStreamGoesOnFromAnyPlace() {
        try (Batches whole = POINTS.batches(64, 9, Batches.Position.START)) {
            for (int i = 0; i < 6; i++) {
                whole.next(); // four batches are a pass
            }
            assertThat(whole.perEpoch()).isEqualTo(4);
            assertThat(whole.position().epoch()).isEqualTo(1);
            try (Batches late = POINTS.batches(64, 9, whole.position())) {
                Batch expected = whole.next();
                assertThat(late.next().indices()).containsExactly(expected.indices());
                assertThat(expected.pixels()).hasSize(128);
                int first = expected.indices()[0];
                assertThat(expected.pixels()[1]).isEqualTo(POINTS.xy()[2 * first + 1]);
                assertThat(expected.labels()[0]).isEqualTo(POINTS.arms()[first]);
            }
        }
    }
}
