package org.symbiosis.intrinsics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.rooms.LitRooms;
import org.symbiosis.data.rooms.Probe;
import org.symbiosis.data.rooms.RoomsConfig;
import org.symbiosis.data.rooms.Split;
import org.symbiosis.eval.intrinsic.Correction;
import org.symbiosis.eval.intrinsic.RelightPairs;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

class BallCropTest {
    @Test
    void followsTheBallIntoTheMiddleSquare() {
        // 60 x 40 at half its size is 30 x 20, of which 5 columns go on both sides
        assertThat(BallCrop.of(new Box(20, 10, 8, 6), 60, 40, 20))
                .contains(new BallCrop(5, 5, 4, 20));
        assertThat(BallCrop.of(new Box(2, 10, 8, 8), 60, 40, 20)).isEmpty();
        assertThat(BallCrop.of(new Box(20, 10, 2, 2), 60, 40, 20)).isEmpty();
    }

    @Test
    void keepsTheRangeAndTheOrderOfChannels() {
        int side = 8;
        float[] picture = new float[3 * side * side];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = i / (side * side) - 1f;
        }
        float[] crop = new BallCrop(2, 3, 4, side).of(picture);
        int plane = BallCrop.SCORED * BallCrop.SCORED;
        assertThat(crop).hasSize(3 * plane);
        assertThat(crop[0]).isEqualTo(-1, within(1e-6f));
        assertThat(crop[plane]).isEqualTo(0, within(1e-6f));
        assertThat(crop[3 * plane - 1]).isEqualTo(1, within(1e-6f));
    }

    @Test
    void roomsWithABallAreScoredThereToo() {
        RoomsConfig config = RoomsConfig.DEFAULT.withSize(32).withScenes(2, 2);
        try (Scope s = Scope.open();
                LatentIntrinsics model = new LatentIntrinsics(RelightRecipe.rooms().model())) {
            model.eval();
            RelightEvaluation.Result without = evaluated(model, config);
            assertThat(without.ball()).isEmpty();
            RelightEvaluation.Result with = evaluated(model, config.withProbe(Probe.MIRROR_BALL));
            double input = with.ball().orElseThrow().input().rmse(Correction.RAW).value();
            assertThat(input).isBetween(0.05, 2.0);
            assertThat(with.whole().input().rmse(Correction.RAW).value())
                    .isEqualTo(without.whole().input().rmse(Correction.RAW).value(), within(0.1));
        }
    }

    private static RelightEvaluation.Result evaluated(LatentIntrinsics model, RoomsConfig config) {
        LitRooms rooms = new LitRooms(config, Split.TEST);
        return new RelightEvaluation(model, rooms)
                .run(RelightPairs.draw(rooms, 1, 0), Progress.SILENT);
    }
}
