package org.symbiosis.data.lit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;

class LightPairsTest {
    /** Red tells the light, green the place. */
    private record Marked(int lights) implements LitScenes {
        @Override
        public String name() {
            return "marked";
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public String scene(int s) {
            return "s" + s;
        }

        @Override
        public int lights(int s) {
            return lights;
        }

        @Override
        public String light(int s, int l) {
            return "l" + l;
        }

        @Override
        public Optional<String> meaning(int s, int l) {
            return Optional.of(light(s, l));
        }

        @Override
        public Picture read(int s, int l) {
            int side = l == 2 ? 8 : 16; // one picture of another size
            byte[] samples = new byte[3 * side * side];
            for (int i = 0; i < side * side; i++) {
                samples[3 * i] = (byte) (50 * l + 10);
                samples[3 * i + 1] = (byte) (255 * (i % side) / (side - 1));
                samples[3 * i + 2] = (byte) (100 * s);
            }
            return new Picture(side, side, 3, samples);
        }
    }

    private static int light(Planes pair, int row) {
        int middle = row * pair.width() + pair.width() / 2;
        return Math.round((pair.values()[middle] * 255 - 10) / 50);
    }

    @Test
    void partnersShowTheSamePlaceUnderAnotherLight() throws IOException {
        JointCrop crop = new JointCrop(8, 0.6, 0.9, 0.5);
        LightPairs pairs = new LightPairs(new Marked(2), crop, 0, 1 << 20);
        assertThat(pairs.size()).isEqualTo(4);
        for (int k = 0; k < 20; k++) {
            Planes pair = pairs.sample(3, SplitMix.of(k)); // scene 1 under light 1
            assertThat(pair.height()).isEqualTo(16);
            assertThat(light(pair, 3)).isEqualTo(1);
            assertThat(light(pair, 11)).isZero();
            for (int i = 0; i < 64; i++) {
                float above = pair.values()[128 + i];
                assertThat(pair.values()[128 + 64 + i]).isCloseTo(above, within(1e-6f));
            }
        }
    }

    /** A scene of one colour: black under one light, white under the other. */
    private record Plain() implements LitScenes {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public String scene(int s) {
            return "s";
        }

        @Override
        public int lights(int s) {
            return 2;
        }

        @Override
        public String light(int s, int l) {
            return "l" + l;
        }

        @Override
        public Optional<String> meaning(int s, int l) {
            return Optional.of(light(s, l));
        }

        @Override
        public Picture read(int s, int l) {
            byte[] samples = new byte[3 * 16 * 16];
            Arrays.fill(samples, (byte) (255 * l));
            return new Picture(16, 16, 3, samples);
        }
    }

    @Test
    void bordersAreMixedWithWhatTheNetworkTakesForNothing() throws IOException {
        LightPairs pairs = new LightPairs(new Plain(), new JointCrop(32, 1, 1, 0), 0, 1 << 20);
        Planes pair = pairs.sample(0, SplitMix.of(1));
        float[] seen = new float[pair.values().length];
        pairs.normalisation().normalise(pair, seen, 0);
        int half = 32 * 32;
        for (int i = 0; i < half; i++) {
            assertThat(seen[half + i]).isCloseTo(-seen[i], within(1e-6f)); // white and black
        }
        assertThat(seen[0]).isBetween(-0.7f, -0.5f); // a corner
        assertThat(seen[16 * 32 + 16]).isEqualTo(-1);
    }

    @Test
    void everyOtherLightIsMet() throws IOException {
        LightPairs pairs = new LightPairs(new Marked(4), new JointCrop(8, 0.9, 1, 0), 0, 1 << 20);
        boolean[] met = new boolean[4];
        for (int k = 0; k < 60; k++) {
            met[light(pairs.sample(1, SplitMix.of(k)), 12)] = true;
        }
        assertThat(met).containsExactly(true, false, true, true);
    }

    @Test
    void aStreamGoesOnWhereItWasLeft() {
        LightPairs pairs = new LightPairs(new MemoryScenes(3, 4, 12), JointCrop.usual(8), 0, 0);
        LoaderConfig config =
                new LoaderConfig(5, 2, 7, LoaderConfig.Order.SHUFFLED, OnCorrupt.FAIL);
        try (Loader through = new Loader(pairs, config, Position.START)) {
            through.next();
            Position place = through.position();
            Batch next = through.next();
            Batch last = through.next();
            try (Loader again = new Loader(pairs, config.withThreads(1), place)) {
                assertThat(again.next().pixels()).isEqualTo(next.pixels());
                assertThat(again.next().pixels()).isEqualTo(last.pixels());
            }
        }
    }

    @Test
    void largePicturesAreMadeSmallerByTheMean() {
        byte[] samples = new byte[3 * 12 * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i / 3 % 12 < 6 ? 40 : 200);
        }
        Picture small = Reduction.shorterSide(new Picture(12, 8, 3, samples), 2);
        assertThat(small.width()).isEqualTo(3);
        byte[] row = (byte[]) small.samples();
        assertThat(row[0] & 0xff).isEqualTo(40);
        assertThat(row[3] & 0xff).isEqualTo(120);
        assertThat(row[6] & 0xff).isEqualTo(200);
    }
}
