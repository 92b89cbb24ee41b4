package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ToneMapTest {
    @Test
    void encodesTheSrgbCurve() {
        assertThat(ToneMap.encode(0) & 0xff).isZero();
        assertThat(ToneMap.encode(1) & 0xff).isEqualTo(255);
        assertThat(ToneMap.encode(.2140) & 0xff).isEqualTo(127);
        assertThat(ToneMap.encode(.002) & 0xff).isEqualTo(7);
    }

    /** At radiance .16 the exposure is .95 / (.161 / .16)^.75, and .15 is below the shoulder. */
    @Test
    void adaptsToTheMeanLuminance() {
        assertThat(uniform(.16f)).isEqualTo(ToneMap.encode(.16 * .95 * Math.pow(.16 / .161, .75)));
    }

    @Test
    void darkLightStaysALittleDark() {
        int dark = uniform(.04f) & 0xff;
        int usual = uniform(.16f) & 0xff;
        int bright = uniform(.64f) & 0xff;
        assertThat(dark).isLessThan(usual);
        assertThat(usual).isLessThan(bright);
        assertThat(bright - dark).isLessThan(80);
    }

    @Test
    void whatShowsNothingIsBlackAndDoesNotCount() {
        float[] radiance = new float[24];
        Arrays.fill(radiance, 0, 12, .16f);
        boolean[] hit = new boolean[8];
        Arrays.fill(hit, 0, 4, true);
        byte[] picture = ToneMap.picture(radiance, hit);
        assertThat(picture[0]).isEqualTo(uniform(.16f));
        assertThat(picture[3]).isZero();
    }

    private static byte uniform(float value) {
        float[] radiance = new float[12];
        Arrays.fill(radiance, value);
        boolean[] hit = new boolean[4];
        Arrays.fill(hit, true);
        return ToneMap.picture(radiance, hit)[0];
    }
}
