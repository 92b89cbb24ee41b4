package org.symbiosis.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Table D.1, counted on the networks. */
class LevelCostTest {
    private static NestedConfig chapter(int levels) {
        return NestedConfig.chapter(levels, new Told.Nothing());
    }

    private static LongStream macs(NestedConfig config) {
        return LevelCost.of(config).stream().mapToLong(LevelCost::macs);
    }

    @Test
    void fiveLevelsCostWhatTheTableSays() {
        List<LevelCost> five = LevelCost.of(chapter(5));
        assertThat(five).extracting(LevelCost::tokens).containsExactly(282, 26, 10, 6, 2);
        assertThat(five)
                .extracting(LevelCost::parameters)
                .containsExactly(
                        104_754_596L, 104_630_912L, 104_617_984L, 104_319_104L, 104_314_624L);
        assertThat(rounded(five.stream().mapToLong(LevelCost::macs)))
                .containsExactly(29_575_101, 2_602_769, 1_001_999, 601_782, 203_777);
    }

    @Test
    void theBottomLevelsOfShallowerHierarchies() {
        assertThat(macs(chapter(1)).sum()).isEqualTo(26_822_923_008L);
        assertThat(rounded(macs(chapter(2)))).containsExactly(26_932_610, 203_777);
        assertThat(rounded(macs(chapter(3)))).containsExactly(27_371_362, 601_782, 203_777);
        assertThat(rounded(LongStream.of(LevelCost.of(1, chapter(4).level(1)).macs())))
                .containsExactly(27_811_146);
        LevelCost deep =
                LevelCost.of(1, chapter(1).withNetwork(new LevelNetwork(768, 16, 12)).level(1));
        assertThat(rounded(LongStream.of(deep.macs()))).containsExactly(35_119_031);
        assertThat(deep.parameters()).isEqualTo(134_844_836);
    }

    @Test
    void theSmallPreset() {
        List<LevelCost> four = LevelCost.of(NestedConfig.small(4));
        assertThat(four).extracting(LevelCost::tokens).containsExactly(74, 10, 6, 2);
        assertThat(rounded(four.stream().mapToLong(LevelCost::macs)))
                .containsExactly(86_244, 10_954, 6_560, 2_272);
    }

    /** In thousands. */
    private static long[] rounded(LongStream macs) {
        return macs.map(m -> Math.round(m / 1e3)).toArray();
    }
}
