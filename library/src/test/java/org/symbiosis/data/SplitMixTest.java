package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitMixTest {
    @Test
    void matchesTheGoldenStream() {
        SplitMix s = SplitMix.of(7, 0, 1);
        assertThat(s.next()).isEqualTo(0xd28197660ee7db90L);
        assertThat(s.next()).isEqualTo(0x1ff95adc6b00dc80L);
        assertThat(s.next()).isEqualTo(0xe95edc2802561c20L);
        assertThat(SplitMix.of(7, 0, 1).u()).isEqualTo(0.8222899078527058);
    }

    @Test
    void permutationsHoldEachNumberOnce() {
        int[] order = SplitMix.of(3).permutation(1000);
        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, 1000).toArray());
    }
}
