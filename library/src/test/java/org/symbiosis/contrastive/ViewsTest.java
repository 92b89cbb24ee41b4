package org.symbiosis.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;

class ViewsTest {
    private static Planes noise() {
        SplitMix random = SplitMix.of(3);
        float[] values = new float[3 * 16 * 16];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.u();
        }
        return new Planes(16, 16, values);
    }

    @ParameterizedTest
    @EnumSource(Views.class)
    void aViewHasTheImagesSizeAndRangeAndRepeats(Views views) {
        for (int i = 0; i < 40; i++) {
            Planes view = views.of(noise(), SplitMix.of(7, i));
            assertThat(view.width()).isEqualTo(16);
            assertThat(view.height()).isEqualTo(16);
            for (float v : view.values()) {
                assertThat(v).isBetween(0f, 1f);
            }
            assertThat(views.of(noise(), SplitMix.of(7, i)).values()).isEqualTo(view.values());
        }
    }

    @Test
    void noneKeepsAndFlipTurnsHalfOfTheTime() {
        assertThat(Views.NONE.of(noise(), SplitMix.of(1)).values()).isEqualTo(noise().values());
        int flipped = 0;
        for (int i = 0; i < 200; i++) {
            float[] view = Views.FLIP.of(noise(), SplitMix.of(1, i)).values();
            boolean same = Arrays.equals(view, noise().values());
            flipped += same ? 0 : 1;
            assertThat(same || Arrays.equals(view, noise().flipped().values())).isTrue();
        }
        assertThat(flipped).isBetween(70, 130);
    }

    @Test
    void colourGoesForAFifthOfTheViews() {
        int grey = 0;
        for (int i = 0; i < 500; i++) {
            float[] v = new ColourJitter(0.5).apply(noise(), SplitMix.of(2, i)).values();
            boolean isGrey = true;
            for (int k = 0; k < 256; k++) {
                isGrey &= Math.abs(v[k] - v[256 + k]) < 1e-6 && Math.abs(v[k] - v[512 + k]) < 1e-6;
            }
            grey += isGrey ? 1 : 0;
        }
        assertThat(grey).isBetween(70, 135);
    }

    @Test
    void withoutStrengthColoursStayOrGo() {
        List<Float> kept = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            float[] v = new ColourJitter(0).apply(noise(), SplitMix.of(5, i)).values();
            if (v[0] != v[256] || v[0] != v[512]) {
                assertThat(v).containsExactly(noise().values(), within(1e-5f));
                kept.add(v[0]);
            }
        }
        assertThat(kept).hasSizeGreaterThan(20);
        assertThatThrownBy(() -> new ColourJitter(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hueTurnsAndKeepsValueAndChroma() {
        Planes red = new Planes(1, 1, new float[] {0.9f, 0.3f, 0.3f});
        boolean turned = false;
        for (int i = 0; i < 60; i++) {
            float[] v = new ColourJitter(0.01).apply(red, SplitMix.of(8, i)).values();
            if (v[1] != v[2]) { // neither grey nor unchanged
                turned = true;
                assertThat(v[0]).isEqualTo(0.9f, within(0.03f));
                assertThat(Math.min(v[1], v[2])).isEqualTo(0.3f, within(0.03f));
            }
        }
        assertThat(turned).isTrue();
    }
}
