package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.annotated.Labels;

class MatchingTest {
    private static final Confusion CLUSTERS =
            Confusion.of(new long[][] {{10, 2, 0}, {8, 7, 0}, {0, 1, 0}});

    @Test
    void greedyTakesWhatIsMostFrequent() {
        assertThat(Matching.GREEDY.names(CLUSTERS)).containsExactly(0, 0, 1);
        assertThat(Matching.GREEDY.names(Confusion.of(new long[][] {{3, 5, 5}, {0, 0, 0}})))
                .containsExactly(1, 0);
    }

    @Test
    void hungarianIsOneToOne() {
        assertThat(Matching.HUNGARIAN.names(CLUSTERS)).containsExactly(0, 1, 2);
        assertThat(Matching.HUNGARIAN.names(Confusion.of(new long[][] {{3}, {5}})))
                .containsExactly(Labels.VOID, 0);
        assertThat(Matching.HUNGARIAN.names(Confusion.of(new long[][] {{3, 1, 9}})))
                .containsExactly(2);
    }

    @Test
    void scoresFollowTheNames() {
        SemanticScore greedy = SemanticScore.of(CLUSTERS, Matching.GREEDY);
        assertThat(greedy.iou()).containsExactly(18 / 27.0, 1 / 10.0, Double.NaN);
        assertThat(greedy.miouOfPresent()).isCloseTo((18 / 27.0 + 0.1) / 2, within(1e-15));
        assertThat(greedy.miouOfAll()).isCloseTo((18 / 27.0 + 0.1) / 3, within(1e-15));
        assertThat(greedy.pixelAccuracy()).isEqualTo(19 / 28.0);
        SemanticScore hungarian = SemanticScore.of(CLUSTERS, Matching.HUNGARIAN);
        assertThat(hungarian.iou()).containsExactly(10 / 20.0, 7 / 18.0, 0);
        assertThat(hungarian.miouOfPresent()).isEqualTo(hungarian.miouOfAll());
        assertThat(hungarian.matching()).isEqualTo(Matching.HUNGARIAN);
    }

    @Test
    void moreClustersThanClassesLeaveSomeUnnamed() {
        Confusion c = Confusion.of(new long[][] {{6, 0}, {4, 0}, {0, 5}});
        SemanticScore score = SemanticScore.of(c, Matching.HUNGARIAN);
        assertThat(score.names()).containsExactly(0, Labels.VOID, 1);
        assertThat(score.iou()).containsExactly(0.6, 1);
        assertThat(SemanticScore.of(c, Matching.GREEDY).miouOfAll()).isEqualTo(1);
    }
}
