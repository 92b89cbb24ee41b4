package org.symbiosis.data;

import static org.symbiosis.data.Look.assertClose;
import static org.symbiosis.data.Look.resource;
import static org.symbiosis.data.Look.rgb;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Printing colours and colour profiles. */
class ColoursTest {
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

    private Picture decode(byte[] file) throws IOException {
        return decoder.decode("x", file);
    }

    // Expected values of the printing colours: Pillow 9.4.

    @Test
    void cmykIsRead() throws IOException {
        Picture picture = decode(resource("cmyk.jpg"));
        assertClose(rgb(picture, 0, 0), 3, 255, 255, 55);
        assertClose(rgb(picture, 12, 3), 3, 91, 188, 105);
        assertClose(rgb(picture, 15, 15), 3, 49, 78, 94);
    }

    @Test
    void ycckIsRead() throws IOException {
        Picture picture = decode(resource("ycck.jpg"));
        assertClose(rgb(picture, 0, 0), 3, 102, 0, 0);
        assertClose(rgb(picture, 12, 3), 3, 120, 147, 0);
        assertClose(rgb(picture, 15, 15), 3, 101, 122, 126);
    }

    @ParameterizedTest
    @CsvSource({"cmyk.jpg,91,188,105", "ycck.jpg,120,147,0"})
    void printingColoursAreReadToWhereTheJdkDoesNot(String name, int r, int g, int b)
            throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        reader.setInput(
                ImageIO.createImageInputStream(new ByteArrayInputStream(resource(name))),
                true,
                true);
        Raster raster = reader.readRaster(0, null);
        assertClose(rgb(Cmyk.toRgb(raster, Cmyk.isYcck(reader)), 12, 3), 3, r, g, b);
    }

    @Test
    void aJpegsColourProfileIsFollowed() throws IOException {
        byte[] plain = Encoded.as("jpg", Encoded.colours(16, 16));
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        ByteBuffer content = ByteBuffer.allocate(14 + profile.length);
        content.put("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1));
        content.put((byte) 1).put((byte) 1).put(profile);
        Picture tagged = decode(Encoded.withSegment(plain, 0xe2, content.array()));
        // Half the light is 188 of 255 in sRGB; blue is 90.
        assertClose(rgb(decode(plain), 8, 8), 6, 127, 127, 90);
        assertClose(rgb(tagged, 8, 8), 8, 188, 188, 161);
    }
}
