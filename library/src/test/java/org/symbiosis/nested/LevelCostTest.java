package org.symbiosis.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Table D.1, counted on the networks. */
class LevelCostTest {
    /** Parameters of the image's level of hierarchies of 1, 2, ... levels. */
    private static final List<Long> IMAGE_PARAMETERS =
            List.of(104_141_732L, 104_340_644L, 104_442_788L, 104_643_236L, 104_754_596L);

    /** Parameters of the levels above, the top first. */
    private static final List<Long> SEMANTIC_PARAMETERS =
            List.of(104_314_624L, 104_319_104L, 104_617_984L, 104_630_912L);

    /** Multiply-accumulates of whole hierarchies of 1, 2, ... levels. */
    private static final List<Long> MACS =
            List.of(
                    26_822_923_008L,
                    27_136_386_048L,
                    28_176_920_064L,
                    29_618_703_360L,
                    33_985_426_944L);

    private static final List<Integer> IMAGE_TOKENS = List.of(257, 258, 262, 266, 282);

    private static NestedConfig chapter(int levels) {
        return NestedConfig.chapter(levels, new Told.Nothing());
    }

    @Test
    void hierarchiesOfOneToFiveLevels() {
        List<LevelCost> semantic = new ArrayList<>(); // the top first
        for (int above = 0; above < 4; above++) {
            semantic.add(LevelCost.of(5 - above, chapter(5).level(5 - above)));
        }
        assertThat(semantic).extracting(LevelCost::tokens).containsExactly(2, 6, 10, 26);
        assertThat(semantic)
                .extracting(LevelCost::parameters)
                .containsExactlyElementsOf(SEMANTIC_PARAMETERS);
        for (int levels = 1; levels <= 5; levels++) {
            LevelCost image = LevelCost.of(1, chapter(levels).level(1));
            long above = semantic.stream().limit(levels - 1).mapToLong(LevelCost::macs).sum();
            assertThat(image.tokens()).isEqualTo(IMAGE_TOKENS.get(levels - 1));
            assertThat(image.parameters()).isEqualTo(IMAGE_PARAMETERS.get(levels - 1));
            assertThat(image.macs() + above)
                    .as("%d levels", levels)
                    .isEqualTo(MACS.get(levels - 1));
        }
    }

    @Test
    void levelsAboveStayWhenAHierarchyIsDeepened() {
        for (int levels = 2; levels <= 5; levels++) {
            for (int l = 2; l <= levels; l++) {
                assertThat(chapter(levels).level(l)).isEqualTo(chapter(5).level(l + 5 - levels));
            }
        }
    }

    @Test
    void oneLevelOfSixteenBlocks() {
        LevelCost deep =
                LevelCost.of(
                        1, chapter(1).withNetwork(LevelNetwork.chapter().withDepth(16)).level(1));
        assertThat(deep.macs()).isEqualTo(35_119_031_040L);
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
