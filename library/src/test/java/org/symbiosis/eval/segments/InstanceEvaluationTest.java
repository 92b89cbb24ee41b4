package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.AnnotatedObject.Extent;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.annotated.RunLength;
import org.symbiosis.testing.RealData;

class InstanceEvaluationTest {
    private static final int SIDE = 200;

    private static RunLength square(int x, int y, int side) {
        return RunLength.of(
                SIDE,
                SIDE,
                (int i) -> {
                    int column = i % SIDE - x;
                    int row = i / SIDE - y;
                    return column >= 0 && column < side && row >= 0 && row < side;
                });
    }

    private static AnnotatedObject object(int x, int y, int side, Extent extent) {
        RunLength mask = square(x, y, side);
        return new AnnotatedObject(0, mask.box(), mask, mask.area(), extent);
    }

    private static Detection found(double score, int x, int y, int side) {
        return Detection.of(0, score, square(x, y, side));
    }

    private static InstanceScores scores(List<AnnotatedObject> truth, Detection... found) {
        InstanceEvaluation evaluation = new InstanceEvaluation(Overlap.MASK);
        evaluation.add(truth, List.of(found));
        return evaluation.scores();
    }

    private final List<AnnotatedObject> two =
            List.of(object(0, 0, 40, Extent.ONE), object(100, 100, 40, Extent.ONE));

    @Test
    void allFoundIsOneAndNothingFoundIsZero() {
        InstanceScores all = scores(two, found(0.1, 0, 0, 40), found(-3, 100, 100, 40));
        assertThat(all.ap()).isCloseTo(1, within(1e-12));
        assertThat(all.ar100()).isEqualTo(1);
        assertThat(all.ar1()).isEqualTo(0.5);
        assertThat(all.apSmall()).isNaN();
        assertThat(all.apMedium()).isCloseTo(1, within(1e-12));
        InstanceScores nothing = scores(two);
        assertThat(nothing.ap()).isZero();
        assertThat(nothing.ar100()).isZero();
        assertThat(scores(List.of(), found(1, 0, 0, 9)).ap()).isNaN();
    }

    @Test
    void aFalseDetectionCostsPrecisionByItsRank() {
        InstanceScores first = scores(two, found(3, 50, 0, 40), found(2, 0, 0, 40));
        // Precision 1/2 up to recall 1/2: 51 of 101 points.
        assertThat(first.ap50()).isCloseTo(51 / 101.0 / 2, within(1e-12));
        InstanceScores last = scores(two, found(2, 50, 0, 40), found(3, 0, 0, 40));
        assertThat(last.ap50()).isCloseTo(51 / 101.0, within(1e-12));
    }

    @Test
    void anObjectIsFoundOnce() {
        InstanceScores s = scores(two, found(2, 0, 0, 40), found(1, 1, 0, 40));
        assertThat(s.recalls()[0]).isEqualTo(0.5);
        assertThat(s.precisions()[50]).isCloseTo(1, within(1e-12));
        assertThat(s.precisions()[51]).isZero();
    }

    @Test
    void whatLiesInACrowdIsNeitherRightNorWrong() {
        List<AnnotatedObject> truth =
                List.of(object(100, 100, 90, Extent.CROWD), object(0, 0, 40, Extent.ONE));
        InstanceScores s =
                scores(truth, found(9, 110, 110, 9), found(8, 130, 130, 9), found(1, 0, 0, 40));
        assertThat(s.ap()).isCloseTo(1, within(1e-12));
        assertThat(scores(truth, found(9, 10, 110, 9), found(1, 0, 0, 40)).ap()).isLessThan(0.6);
    }

    @Test
    void overlapMustReachTheThreshold() {
        // 40 x 30 of 40 x 40: IoU 0.75.
        RunLength part = RunLength.of(SIDE, SIDE, (int i) -> i % SIDE < 40 && i / SIDE < 30);
        InstanceScores s = scores(two.subList(0, 1), Detection.of(0, 1, part));
        assertThat(s.ap75()).isCloseTo(1, within(1e-12));
        assertThat(s.recalls()).containsExactly(1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
        assertThat(s.ar100()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void categoriesAreJudgedAlone() {
        InstanceEvaluation evaluation = new InstanceEvaluation(Overlap.BOX);
        AnnotatedObject a = two.get(0);
        AnnotatedObject b = two.get(1);
        AnnotatedObject other = new AnnotatedObject(5, b.box(), b.mask(), b.area(), Extent.ONE);
        evaluation.add(List.of(a, other), List.of(found(1, 0, 0, 40), found(1, 100, 100, 40)));
        assertThat(evaluation.scores().recalls()[0]).isEqualTo(0.5);
    }

    @Test
    void aHundredDetectionsCount() {
        List<Detection> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(found(1, 150, 0, 3));
        }
        many.add(found(0, 0, 0, 40));
        InstanceEvaluation evaluation = new InstanceEvaluation(Overlap.BOX);
        evaluation.add(two, many);
        assertThat(evaluation.scores().ar100()).isZero();
        assertThatThrownBy(() -> found(Double.NaN, 0, 0, 1)).hasMessageContaining("NaN");
    }

    @Test
    void realObjectsFindThemselves() {
        CocoPanoptic set = CocoPanoptic.open(RealData.folder("coco/val40"));
        InstanceEvaluation evaluation = new InstanceEvaluation(Overlap.MASK);
        for (int i = 0; i < 10; i++) {
            List<AnnotatedObject> truth = set.objects(i);
            evaluation.add(
                    truth,
                    truth.stream().map(o -> Detection.of(o.category(), 1, o.mask())).toList());
        }
        assertThat(evaluation.scores().ap()).isCloseTo(1, within(1e-12));
        assertThat(evaluation.scores().arSmall()).isEqualTo(1);
    }
}
