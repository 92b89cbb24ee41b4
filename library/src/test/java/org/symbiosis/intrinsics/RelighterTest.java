package org.symbiosis.intrinsics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Progress;

class RelighterTest {
    private static Planes noise(int width, int height) {
        SplitMix r = SplitMix.of(width, height);
        float[] v = new float[3 * width * height];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) r.u(0.2, 0.8);
        }
        return new Planes(width, height, v);
    }

    private static LatentIntrinsics model() {
        Seed.set(1);
        return new LatentIntrinsics(LatentIntrinsicsTest.small());
    }

    @Test
    void whatComesOutIsAsLargeAsWhatWentIn() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = model()) {
            for (int[] size : new int[][] {{37, 23}, {16, 16}, {1, 1}, {3, 90}, {200, 1}}) {
                Planes photo = noise(size[0], size[1]);
                for (Framing framing : List.of(Framing.Whole.USUAL, new Framing.Tiled(2))) {
                    Relighter relighter = new Relighter(model, framing, 1);
                    Planes albedo = relighter.albedo(photo, Progress.SILENT);
                    assertThat(albedo.width()).isEqualTo(size[0]);
                    assertThat(albedo.height()).isEqualTo(size[1]);
                    for (float v : albedo.values()) {
                        assertThat(v).isBetween(0f, 1f);
                    }
                }
            }
        }
    }

    @Test
    void theStrengthOfALightIsAtWill() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = model()) {
            Relighter relighter = new Relighter(model, Framing.Whole.USUAL, 0);
            Planes photo = noise(20, 16);
            Light light = relighter.light(noise(30, 50));
            float[] none = relighter.relight(photo, light, 0, Progress.SILENT).values();
            float[] some = relighter.relight(photo, light, 1, Progress.SILENT).values();
            assertThat(none).isEqualTo(relighter.albedo(photo, Progress.SILENT).values());
            assertThat(some).isNotEqualTo(none);
        }
    }

    /** A network that changes nothing shows the picture again, whatever its patches. */
    @Test
    void patchesLeaveNoSeams() {
        Planes photo = ramp(60, 40);
        PlanarImage image = new PlanarImage(60, 40, photo.values());
        for (Framing framing : List.of(Framing.Whole.USUAL, new Framing.Tiled(4))) {
            float[] out =
                    new PatchBlend(16, PatchBlend.Border.CLAMPED, x -> x)
                            .run(image, framing.patches(60, 40, 16), Progress.SILENT)
                            .values();
            for (int i = 0; i < out.length; i++) {
                assertThat(out[i]).isCloseTo(photo.values()[i], within(0.02f));
            }
        }
    }

    private static Planes ramp(int width, int height) {
        float[] v = new float[3 * width * height];
        for (int i = 0; i < v.length; i++) {
            v[i] = 0.2f + 0.5f * (i % width) / width;
        }
        return new Planes(width, height, v);
    }

    @Test
    void patchesReachEveryBorder() {
        List<Framing.Patch> patches = new Framing.Tiled(8).patches(280, 360, 256);
        assertThat(patches).contains(new Framing.Patch(24, 104, 256, 256));
        assertThat(patches).contains(new Framing.Patch(0, 80, 280, 280));
        assertThat(new Framing.Whole(4).patches(20_000, 1, 32).size()).isLessThan(100);
    }

    @Test
    void lightsMix() {
        Light a = Light.of(new float[] {1, 0});
        Light b = Light.of(new float[] {0, 1});
        assertThat(a.towards(b, 0.5, Light.Way.LINEAR).code()).containsExactly(0.5f, 0.5f);
        assertThat(a.towards(b, 0.5, Light.Way.SPHERICAL).code().get(0))
                .isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        Light opposite = Light.of(new float[] {-1, 0});
        assertThat(a.towards(opposite, 0.25, Light.Way.SPHERICAL).code()).containsExactly(0.5f, 0f);
        assertThat(a.sweep(b, 3, Light.Way.LINEAR)).hasSize(3).first().isEqualTo(a);
        assertThat(Light.mean(List.of(a, b)).cosine(a)).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(Light.parse("3, 4").code()).containsExactly(0.6f, 0.8f);
        assertThat(Light.parse(a.toString())).isEqualTo(a);
        for (String wrong : List.of("", "0,0", "1,x", "1,NaN")) {
            assertThatThrownBy(() -> Light.parse(wrong)).isInstanceOf(UserError.class);
        }
    }

    @Test
    void aLightOfAnotherModelIsRefused() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = model()) {
            Light two = Light.of(new float[] {1, 0});
            assertThatThrownBy(
                            () -> Relighter.of(model).relight(noise(8, 8), two, 1, Progress.SILENT))
                    .hasMessageContaining("16 numbers, not 2");
        }
    }

    @Test
    void underItsOwnLightAPhotographStays() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = model()) {
            Planes photo = noise(16, 16); // one patch: its light is the whole picture's
            Relighter relighter = Relighter.of(model);
            Light own = relighter.light(photo);
            float[] same = relighter.relight(photo, own, 1, Progress.SILENT).values();
            assertThat(same).containsExactly(photo.values(), within(1e-4f));
        }
    }

    @Test
    void detailIsThePhotographsOwn() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = model()) {
            Planes photo = noise(64, 64);
            float[] coarse =
                    new Relighter(model, Framing.Whole.USUAL, 0)
                            .albedo(photo, Progress.SILENT)
                            .values();
            float[] fine = Relighter.of(model).albedo(photo, Progress.SILENT).values();
            assertThat(correlation(photo.values(), fine))
                    .isGreaterThan(0.5 + correlation(photo.values(), coarse));
        }
    }

    private static double correlation(float[] a, float[] b) {
        double ma = mean(a);
        double mb = mean(b);
        double ab = 0;
        double aa = 1e-12;
        double bb = 1e-12;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double mean(float[] v) {
        double sum = 0;
        for (float x : Arrays.copyOf(v, v.length)) {
            sum += x;
        }
        return sum / v.length;
    }
}
