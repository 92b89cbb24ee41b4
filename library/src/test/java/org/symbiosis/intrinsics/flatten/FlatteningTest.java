package org.symbiosis.intrinsics.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.Planes;

class FlatteningTest {
    /** Two colours under a ramp of light from top to bottom. */
    private static Planes shaded(int side) {
        float[] v = new float[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            float light = 0.55f + 0.3f * (i / side) / side;
            boolean left = i % side < side / 2;
            v[i] = (left ? 0.9f : 0.2f) * light;
            v[side * side + i] = (left ? 0.3f : 0.8f) * light;
            v[2 * side * side + i] = 0.4f * light;
        }
        return new Planes(side, side, v);
    }

    private static double spread(Planes p, int from, int to) {
        double least = 1;
        double most = 0;
        for (int y = 0; y < p.height(); y++) {
            for (int x = from; x < to; x++) {
                double v = p.values()[y * p.width() + x];
                least = Math.min(least, v);
                most = Math.max(most, v);
            }
        }
        return most - least;
    }

    @Test
    void shadingGoesAndColoursStay() {
        Planes photo = shaded(24);
        Planes flat = new Flattening(FlattenConfig.USUAL).of(photo);
        assertThat(spread(flat, 0, 11)).isLessThan(0.5 * spread(photo, 0, 11));
        assertThat(flat.values()[5] - flat.values()[20]).isGreaterThan(0.3f);
    }

    @Test
    void tooLargePicturesAreRefusedBeforeTheWorkBegins() {
        assertThatCode(() -> Flattening.requireMemoryFor(64, 48)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Flattening.requireMemoryFor(60_000, 40_000))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("60000 x 40000 pixels takes about 1373291 MB");
    }

    @Test
    void anEvenPictureStaysAsItIs() {
        float[] v = new float[3 * 12 * 9];
        Arrays.fill(v, 100 / 255f);
        assertThat(new Flattening(FlattenConfig.USUAL).of(new Planes(12, 9, v)).values())
                .isEqualTo(v);
    }

    @Test
    void aSinglePixelIsNoTrouble() {
        Planes one = new Planes(1, 1, new float[] {0.2f, 0.4f, 0.6f});
        assertThat(new Flattening(FlattenConfig.USUAL).of(one).values()).hasSize(3);
    }

    @Test
    void piecesAreSmallConnectedAndEven() {
        int side = 40;
        double[] v = new double[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            v[3 * i] = i % side < 17 ? 40 : 200;
            v[3 * i + 1] = 128;
            v[3 * i + 2] = 128;
        }
        int[] labels = Superpixels.of(new ByteImage(side, side, v));
        int count = Arrays.stream(labels).max().orElseThrow() + 1;
        int[] sizes = new int[count];
        for (int i = 0; i < labels.length; i++) {
            sizes[labels[i]]++;
        }
        assertThat(Arrays.stream(sizes)).allMatch(n -> n >= 5 && n <= side * side / 500 + 20 + 4);
        for (int y = 0; y < side; y++) {
            assertThat(labels[y * side + 10]).isNotEqualTo(labels[y * side + 25]);
        }
    }

    @Test
    void labKnowsBlackWhiteAndRed() {
        ByteImage rgb = new ByteImage(3, 1, new double[] {0, 0, 0, 255, 255, 255, 255, 0, 0});
        double[] lab = LabCodes.of(rgb).values();
        assertThat(lab).startsWith(0, 128, 128, 255, 128, 128);
        assertThat(lab[6]).isBetween(135.0, 142.0); // L about 54
        assertThat(lab[7]).isBetween(205.0, 212.0);
    }
}
