package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandardisationTest {
    private static Features features(int d, float... values) {
        int n = values.length / d;
        List<String> paths = IntStream.range(0, n).mapToObj(i -> "" + i).toList();
        return new Features(values, n, d, new int[n], paths, "test");
    }

    @Test
    void everyDimensionGetsMeanZeroAndVarianceOne() {
        Features x = features(2, 1, 100, 3, 300, 5, 800);
        Features z = Standardisation.over(x).apply(x);
        for (int j = 0; j < 2; j++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 3; i++) {
                sum += z.values()[2 * i + j];
                squares += z.values()[2 * i + j] * z.values()[2 * i + j];
            }
            assertThat(sum).isCloseTo(0, within(1e-5));
            assertThat(squares / 3).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void anotherSetIsMovedByTheReference() {
        Features z = Standardisation.over(features(1, 0, 2)).apply(features(1, 4, 1));
        assertThat(z.values()).containsExactly(3, 0);
    }

    @Test
    void aConstantDimensionIsOnlyCentred() {
        Features x = features(1, 7, 7, 7);
        assertThat(Standardisation.over(x).apply(x).values()).containsOnly(0f);
    }

    @Test
    void otherDimensionsAreRefused() {
        Standardisation one = Standardisation.over(features(1, 1, 2));
        assertThatThrownBy(() -> one.apply(features(2, 1, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
