package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static RenderedRoom room;

    @BeforeAll
    static void render() {
        room = new Rooms(RoomsConfig.DEFAULT).render(4);
    }

    @Test
    void pointsKeepTheirDistanceAndLieOnEvenColour() {
        List<Judgements.Point> points = room.judgements().points();
        assertThat(points).hasSizeBetween(20, 40);
        GroundTruth truth = room.truth();
        for (Judgements.Point p : points) {
            int at = pixel(p);
            assertThat(truth.emissive()[at]).isFalse();
            for (int d : new int[] {-65, -64, -63, -1, 1, 63, 64, 65}) {
                assertThat(truth.instance()[at + d]).isEqualTo(truth.instance()[at]);
            }
            for (Judgements.Point q : points) {
                double apart = Math.hypot(p.x() - q.x(), p.y() - q.y());
                assertThat(p.id() == q.id() || apart >= .07 - 1e-9).isTrue();
            }
        }
    }

    @Test
    void judgementsAgreeWithTheAlbedo() {
        Judgements all = room.judgements();
        assertThat(all.comparisons()).hasSizeBetween(60, 200).doesNotHaveDuplicates();
        for (Judgements.Comparison c : all.comparisons()) {
            double l1 = lightness(all.points().get(c.point1()));
            double l2 = lightness(all.points().get(c.point2()));
            String expected = l2 / l1 > 1.1 ? "1" : l1 / l2 > 1.1 ? "2" : "E";
            assertThat(c.darker()).isEqualTo(expected);
            assertThat(c.score()).isGreaterThan(0).isLessThanOrEqualTo(1);
        }
        assertThat(all.comparisons())
                .extracting(Judgements.Comparison::darker)
                .contains("1", "2", "E");
    }

    @Test
    void noiseFlipsItsShare() {
        RenderedRoom noisy =
                new Rooms(RoomsConfig.DEFAULT.withSize(64).withJudgementNoise(.3)).render(4);
        List<Judgements.Comparison> clean = room.judgements().comparisons();
        List<Judgements.Comparison> flipped = noisy.judgements().comparisons();
        assertThat(flipped).hasSameSizeAs(clean);
        int differ = 0;
        for (int i = 0; i < clean.size(); i++) {
            differ += clean.get(i).darker().equals(flipped.get(i).darker()) ? 0 : 1;
        }
        assertThat(differ / (double) clean.size()).isBetween(.15, .45);
    }

    @Test
    void jsonHasTheNamesOfThePhotographs() {
        JsonNode json = new ObjectMapper().valueToTree(room.judgements());
        JsonNode point = json.get("intrinsic_points").get(0);
        assertThat(point.fieldNames()).toIterable().contains("id", "x", "y", "opaque");
        JsonNode pair = json.get("intrinsic_comparisons").get(0);
        assertThat(pair.fieldNames())
                .toIterable()
                .contains("point1", "point2", "darker", "darker_score");
    }

    private static int pixel(Judgements.Point p) {
        return 64 * (int) (p.y() * 64) + (int) (p.x() * 64);
    }

    private static double lightness(Judgements.Point p) {
        float[] a = room.truth().albedo();
        int at = 3 * pixel(p);
        return ((double) a[at] + a[at + 1] + a[at + 2]) / 3;
    }
}
