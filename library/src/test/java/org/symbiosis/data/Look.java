package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Looks at decoded pictures. */
final class Look {
    private Look() {}

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Look.class.getResourceAsStream("/images/" + name)) {
            return in.readAllBytes();
        }
    }

    /** RGB of a place, as 0 to 255. */
    static int[] rgb(Picture picture, int x, int y) {
        float[] row = new float[3 * picture.width()];
        picture.row(y, row);
        return new int[] {
            Math.round(255 * row[3 * x]),
            Math.round(255 * row[3 * x + 1]),
            Math.round(255 * row[3 * x + 2])
        };
    }

    static void assertClose(int[] actual, int distance, int... expected) {
        for (int c = 0; c < 3; c++) {
            assertThat(actual[c])
                    .as(Arrays.toString(actual))
                    .isCloseTo(expected[c], within(distance));
        }
    }
}
