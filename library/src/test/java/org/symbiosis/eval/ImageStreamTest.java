package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Picture;
import org.symbiosis.tensor.Plain;
import org.symbiosis.train.Progress;

class ImageStreamTest {
    private static final ImageStream.Network BRIGHTNESS =
            new ImageStream.Network(image -> image.mean(-1, -2), means -> means.narrow(1, 0, 1));

    /** Grey pictures of growing sizes, each as bright as its index; some cannot be read. */
    private record Greys(int size, int broken) implements ImageSource {
        @Override
        public String name() {
            return "greys";
        }

        @Override
        public String path(int i) {
            return i + ".png";
        }

        @Override
        public int label(int i) {
            return -1;
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public Picture read(int i) throws IOException {
            if (i % broken == broken - 1) {
                throw new IOException(path(i) + " is broken");
            }
            byte[] samples = new byte[(i + 1) * 2];
            Arrays.fill(samples, (byte) i);
            return new Picture(i + 1, 2, 1, samples);
        }
    }

    @Test
    void imagesOfAnySizePassInOrderAndBrokenOnesAreSkipped() {
        List<Long> seen = new ArrayList<>();
        int read =
                new ImageStream(3, OnCorrupt.SKIP, Progress.SILENT)
                        .each(
                                new Greys(100, 10),
                                BRIGHTNESS,
                                part -> {
                                    for (float v : Plain.floats(part)) {
                                        seen.add((long) Math.round(v * 255));
                                    }
                                });
        assertThat(read).isEqualTo(90);
        assertThat(seen).hasSize(90).isSorted().doesNotContain(9L, 99L).startsWith(0L, 1L);
    }

    @Test
    void strictlyTheFirstBrokenImageEndsIt() {
        ImageStream strict = new ImageStream(2, OnCorrupt.FAIL, Progress.SILENT);
        assertThatThrownBy(() -> strict.each(new Greys(30, 5), BRIGHTNESS, part -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("4.png is broken");
    }

    @Test
    void nothingReadableIsAnError() {
        ImageStream stream = new ImageStream(2, OnCorrupt.SKIP, Progress.SILENT);
        assertThatThrownBy(() -> stream.each(new Greys(3, 1), BRIGHTNESS, part -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no image that can be read");
    }
}
