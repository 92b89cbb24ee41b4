package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbiosis.data.SplitMix;

class TextureTest {
    @ParameterizedTest
    @EnumSource(Texture.class)
    void neverReflectsMoreThanTheWhitestWhite(Texture texture) {
        SplitMix r = SplitMix.of(2);
        double[] rgb = new double[3];
        for (int i = 0; i < 3000; i++) {
            Material m =
                    Material.of(texture, r.pick(Colour.BOLD), r.pick(Colour.BOLD), r.u(1, 9), i);
            texture.albedo(m, r.u(-3, 3), r.u(-3, 3), rgb);
            for (double x : rgb) {
                assertThat(x).isBetween(0.0, Texture.WHITEST);
            }
        }
    }

    @Test
    void plainIsTheColourItself() {
        assertThat(albedo(Material.plain(Colour.TEAL), .3, .8)).containsExactly(.08, .36, .36);
    }

    @Test
    void stripesChangeEveryHalfPeriod() {
        Material m = Material.of(Texture.STRIPES, Colour.WHITE, Colour.RED, 2, 0);
        assertThat(albedo(m, .3, 0)).containsExactly(.8, .78, .74);
        assertThat(albedo(m, .1, 0)[1]).isBetween(.35, .36);
        assertThat(albedo(m, .1, 5)).containsExactly(albedo(m, .6, 0));
    }

    @Test
    void checkerAlternatesInBothDirections() {
        Material m = Material.of(Texture.CHECKER, Colour.WHITE, Colour.NAVY, 1, 0);
        assertThat(albedo(m, .5, .5)).containsExactly(.05, .07, .2);
        assertThat(albedo(m, 1.5, .5)).containsExactly(.8, .78, .74);
        assertThat(albedo(m, .5, 1.5)).containsExactly(.8, .78, .74);
        assertThat(albedo(m, 1.5, -.5)).containsExactly(.05, .07, .2);
    }

    @Test
    void wainscotHasARailOfFiveCentimetres() {
        Material m = Material.of(Texture.WAINSCOT, Colour.WHITE, Colour.OAK, 1, 0);
        assertThat(albedo(m, 0, .5)).containsExactly(.48, .31, .17);
        assertThat(albedo(m, 0, .97)[0]).isEqualTo(.7 * .8);
        assertThat(albedo(m, 0, 1.2)).containsExactly(.8, .78, .74);
    }

    private static double[] albedo(Material m, double u, double v) {
        double[] rgb = new double[3];
        m.texture().albedo(m, u, v, rgb);
        return rgb;
    }
}
