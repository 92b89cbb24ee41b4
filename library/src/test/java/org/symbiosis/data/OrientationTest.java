package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbiosis.data.Look.assertClose;
import static org.symbiosis.data.Look.resource;
import static org.symbiosis.data.Look.rgb;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the camera was held. */
class OrientationTest {
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

    private Picture decode(byte[] file) throws IOException {
        return decoder.decode("x", file);
    }

    @ParameterizedTest
    @CsvSource({
        "1, ABC/DEF",
        "2, CBA/FED",
        "3, FED/CBA",
        "4, DEF/ABC",
        "5, AD/BE/CF",
        "6, DA/EB/FC",
        "7, FC/EB/DA",
        "8, CF/BE/AD",
        "0, ABC/DEF",
        "9, ABC/DEF",
    })
    void theCamerasTurnIsUndone(int orientation, String upright) throws IOException {
        int side = 16;
        BufferedImage stored = new BufferedImage(3 * side, 2 * side, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 2 * side; y++) {
            for (int x = 0; x < 3 * side; x++) {
                stored.getRaster().setSample(x, y, 0, 40 * (y / side * 3 + x / side));
            }
        }
        byte[] jpeg =
                Encoded.withSegment(Encoded.as("jpg", stored), 0xe1, Encoded.exif(orientation));
        Picture picture = decode(jpeg);
        String[] rows = upright.split("/", -1);
        assertThat(picture.height()).isEqualTo(rows.length * side);
        assertThat(picture.width()).isEqualTo(rows[0].length() * side);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length(); x++) {
                int grey = 40 * (rows[y].charAt(x) - 'A');
                assertClose(rgb(picture, x * side + 8, y * side + 8), 3, grey, grey, grey);
            }
        }
    }

    @Test
    void aTurnedWebpIsUprightToo() throws IOException {
        // Stored 16 x 8 with red along x, green along y; orientation 6: turned right.
        Picture picture = decode(resource("turned.webp"));
        assertThat(picture.width()).isEqualTo(8);
        assertThat(picture.height()).isEqualTo(16);
        assertClose(rgb(picture, 0, 0), 0, 0, 112, 206);
        assertClose(rgb(picture, 7, 15), 0, 240, 0, 135);
    }

    @Test
    void brokenNotesDoNotMatter() throws IOException {
        byte[] exif = Encoded.exif(6);
        Arrays.fill(exif, 8, 16, (byte) -1);
        byte[] jpeg = Encoded.as("jpg", Encoded.colours(16, 8));
        assertThat(decode(Encoded.withSegment(jpeg, 0xe1, exif)).width()).isEqualTo(16);
    }
}
