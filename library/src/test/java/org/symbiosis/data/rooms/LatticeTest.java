package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.SplitMix;

class LatticeTest {
    @Test
    void hashesAsTheSpecificationSays() {
        assertThat(Lattice.hash(1, 2, 3)).isEqualTo(0.6285455874167383);
        assertThat(Lattice.hash(-1, 5, 9)).isEqualTo(0.15801505907438695);
    }

    @Test
    void noisePassesThroughTheGridAndIsContinuous() {
        assertThat(Lattice.noise(4, -2, 11)).isEqualTo(Lattice.hash(4, -2, 11));
        SplitMix r = SplitMix.of(1);
        for (int i = 0; i < 1000; i++) {
            double u = r.u(-9, 9);
            double v = r.u(-9, 9);
            double here = Lattice.noise(u, v, 5);
            assertThat(here).isBetween(0.0, 1.0);
            assertThat(Math.abs(Lattice.noise(u + 1e-6, v, 5) - here)).isLessThan(1e-5);
        }
    }

    @Test
    void scenesDrawFromTheStreamOfPurposeOne() {
        assertThat(Purpose.SCENE.open(7, 0).next()).isEqualTo(0xd28197660ee7db90L);
        assertThat(Purpose.LIGHT_JITTER.open(7, 3, 4).next())
                .isEqualTo(SplitMix.of(7, 3, 104).next());
    }
}
