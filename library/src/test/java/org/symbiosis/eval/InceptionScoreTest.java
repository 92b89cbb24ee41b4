package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class InceptionScoreTest {
    private static InceptionScore.Score score(float[] logits, int classes, int splits) {
        int n = logits.length / classes;
        try (Scope s = Scope.open()) {
            InceptionScore sum = new InceptionScore(n, splits, classes);
            sum.add(Plain.tensor(logits, n, classes));
            return sum.score();
        }
    }

    @Test
    void sureAndEvenlySpreadMeansAsManyAsThereAreClasses() {
        float[] logits = new float[40 * 4];
        for (int i = 0; i < 40; i++) {
            logits[i * 4 + i % 4] = 100;
        }
        InceptionScore.Score score = score(logits, 4, 10);
        assertThat(score.mean()).isEqualTo(4, within(1e-9));
        assertThat(score.deviation()).isEqualTo(0, within(1e-9));
    }

    @Test
    void undecidedOrAllTheSameMeansOne() {
        assertThat(score(new float[20 * 3], 3, 2).mean()).isEqualTo(1, within(1e-12));
        float[] same = new float[20 * 3];
        for (int i = 0; i < 20; i++) {
            same[i * 3] = 5;
        }
        assertThat(score(same, 3, 1).mean()).isEqualTo(1, within(1e-12));
    }

    @Test
    void whatIsLeftOverDoesNotCount() {
        float[] logits = new float[7 * 2];
        for (int i = 0; i < 7; i++) {
            logits[2 * i + i % 2] = i == 6 ? 0 : 50;
        }
        assertThat(score(logits, 2, 3).mean()).isEqualTo(2, within(1e-9));
    }

    @Test
    void fewerImagesThanPartsAreRefused() {
        assertThatThrownBy(() -> new InceptionScore(9, 10, 4))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("9 images in 10 splits");
        InceptionScore short1 = new InceptionScore(9, 3, 4);
        assertThatThrownBy(short1::score).isInstanceOf(IllegalStateException.class);
    }
}
