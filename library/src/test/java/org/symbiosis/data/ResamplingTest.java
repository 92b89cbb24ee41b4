package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers of Pillow 9.4 in its float mode; values outside [0, 1] are cut there only here. */
class ResamplingTest {
    private static Planes ramp() {
        float[] values = new float[3 * 20];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 20 * 37 % 101 / 100f;
        }
        return new Planes(5, 4, values);
    }

    private static void assertResized(Resampling kind, int width, int height, float... expected) {
        Planes out = kind.resize(ramp(), width, height);
        assertThat(out.width()).isEqualTo(width);
        assertThat(out.height()).isEqualTo(height);
        float[] cut = expected.clone();
        for (int i = 0; i < cut.length; i++) {
            cut[i] = Math.max(0, Math.min(1, cut[i]));
        }
        for (int c = 0; c < 3; c++) {
            int plane = width * height;
            assertThat(Arrays.copyOfRange(out.values(), c * plane, (c + 1) * plane))
                    .containsExactly(cut, within(2e-6f));
        }
    }

    @Test
    void bilinear() {
        assertResized(
                Resampling.BILINEAR,
                3,
                2,
                0.366939f,
                0.522381f,
                0.437347f,
                0.532653f,
                0.447619f,
                0.603061f);
        assertResized(
                Resampling.BILINEAR,
                2,
                9,
                0.324091f,
                0.375455f,
                0.356970f,
                0.415985f,
                0.444646f,
                0.524066f,
                0.511919f,
                0.609192f,
                0.436364f,
                0.533636f,
                0.360808f,
                0.458081f,
                0.445934f,
                0.525354f,
                0.554015f,
                0.613030f,
                0.594545f,
                0.645909f);
    }

    @Test
    void bicubic() {
        assertResized(
                Resampling.BICUBIC,
                3,
                2,
                0.348297f,
                0.535424f,
                0.431373f,
                0.538627f,
                0.434576f,
                0.621703f);
        assertResized(
                Resampling.BICUBIC,
                7,
                6,
                -0.080687f,
                0.164356f,
                0.523125f,
                0.751184f,
                0.194661f,
                0.190001f,
                0.506608f,
                0.411428f,
                0.321778f,
                0.386661f,
                0.670000f,
                0.563612f,
                0.447968f,
                0.393866f,
                0.911483f,
                0.447377f,
                0.188088f,
                0.541667f,
                0.929326f,
                0.685824f,
                0.218610f,
                0.751391f,
                0.284176f,
                0.040674f,
                0.428333f,
                0.781911f,
                0.522623f,
                0.058517f,
                0.576134f,
                0.522032f,
                0.406388f,
                0.300000f,
                0.583339f,
                0.648222f,
                0.558572f,
                0.463392f,
                0.779999f,
                0.775339f,
                0.218816f,
                0.446875f,
                0.805644f,
                1.050687f);
        assertResized(
                Resampling.BICUBIC,
                2,
                9,
                0.299316f,
                0.372037f,
                0.344914f,
                0.419335f,
                0.458930f,
                0.537399f,
                0.528575f,
                0.610450f,
                0.443660f,
                0.526340f,
                0.359550f,
                0.441425f,
                0.432601f,
                0.511070f,
                0.550665f,
                0.625086f,
                0.597963f,
                0.670684f);
    }

    @ParameterizedTest
    @EnumSource(Resampling.class)
    void aFlatImageStaysFlat(Resampling kind) {
        float[] values = new float[3 * 7 * 9];
        Arrays.fill(values, 0.37f);
        for (float v : kind.resize(new Planes(9, 7, values), 31, 2).values()) {
            assertThat(v).isCloseTo(0.37f, within(1e-6f));
        }
    }

    @ParameterizedTest
    @EnumSource(Resampling.class)
    void theSameSizeIsTheSameImage(Resampling kind) {
        Planes image = ramp();
        assertThat(kind.resize(image, 5, 4)).isSameAs(image);
    }
}
