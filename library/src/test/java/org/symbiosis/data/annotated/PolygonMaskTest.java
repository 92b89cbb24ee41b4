package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.SplitMix;

class PolygonMaskTest {
    @Test
    void rectanglesFillTheirPixels() {
        RunLength mask = PolygonMask.of(30, 25, new double[] {10, 8, 20, 8, 20, 18, 10, 18});
        assertThat(mask.area()).isEqualTo(100);
        assertThat(mask.box()).isEqualTo(new Box(10, 8, 10, 10));
        RunLength turned = PolygonMask.of(30, 25, new double[] {10, 18, 20, 18, 20, 8, 10, 8});
        assertThat(turned).isEqualTo(mask);
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        double[] all = {-9, -9, 50, -9, 50, 50, -9, 50};
        assertThat(PolygonMask.of(6, 4, all).area()).isEqualTo(24);
        double[] none = {10, 10, 12, 10, 12, 12};
        assertThat(PolygonMask.of(6, 4, none).area()).isZero();
    }

    @Test
    void agreesWithTheCentresOfPixels() {
        SplitMix random = SplitMix.of(4);
        for (int trial = 0; trial < 50; trial++) {
            double[] xy = random.chance(0.5) ? new double[6] : new double[10];
            Path2D path = new Path2D.Double();
            double around = 0;
            for (int i = 0; i < xy.length; i += 2) {
                xy[i] = random.u(0, 40);
                xy[i + 1] = random.u(0, 30);
                if (i == 0) {
                    path.moveTo(xy[0], xy[1]);
                } else {
                    path.lineTo(xy[i], xy[i + 1]);
                    around += Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
                }
            }
            path.closePath();
            path.setWindingRule(Path2D.WIND_EVEN_ODD);
            boolean[] mask = PolygonMask.of(40, 30, xy).mask();
            int different = 0;
            for (int i = 0; i < mask.length; i++) {
                different += mask[i] == path.contains(i % 40 + 0.5, i / 40 + 0.5) ? 0 : 1;
            }
            assertThat(different).isLessThan((int) (0.25 * around) + 8);
        }
    }

    @Test
    void polygonsAreTakenTogether() {
        double[] left = {0, 0, 2, 0, 2, 2, 0, 2};
        double[] right = {1, 0, 3, 0, 3, 2, 1, 2};
        assertThat(RunLength.ofPolygons(5, 3, List.of(left, right)).area()).isEqualTo(6);
        assertThat(RunLength.ofPolygons(5, 3, List.of()).area()).isZero();
    }
}
