package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.symbiosis.data.Look.assertClose;
import static org.symbiosis.data.Look.resource;
import static org.symbiosis.data.Look.rgb;

import com.sun.management.ThreadMXBean;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImageDecoderTest {
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

    private Picture decode(byte[] file) throws IOException {
        return decoder.decode("x", file);
    }

    @ParameterizedTest
    @CsvSource({"png,0", "bmp,0", "tif,0", "gif,26", "jpg,12"})
    void theJdksFormatsAreRead(String format, int distance) throws IOException {
        BufferedImage image = Encoded.colours(40, 24);
        Picture picture = decode(Encoded.as(format, image));
        assertThat(picture.width()).isEqualTo(40);
        assertThat(picture.height()).isEqualTo(24);
        for (int[] p : new int[][] {{0, 0}, {39, 0}, {13, 23}, {20, 12}}) {
            int argb = image.getRGB(p[0], p[1]);
            assertClose(
                    rgb(picture, p[0], p[1]),
                    distance,
                    argb >> 16 & 255,
                    argb >> 8 & 255,
                    argb & 255);
        }
    }

    @ParameterizedTest
    @CsvSource({"lossless.webp,0,192,48,138", "lossy.webp,16,194,47,138"})
    void webpIsRead(String name, int distance, int r, int g, int b) throws IOException {
        Picture picture = decode(resource(name));
        assertThat(picture.width()).isEqualTo(16);
        assertClose(rgb(picture, 12, 3), distance, r, g, b);
    }

    @Test
    void alphaIsLaidOverWhite() throws IOException {
        Picture picture = decode(resource("alpha.webp"));
        assertThat(picture.channels()).isEqualTo(4);
        assertClose(rgb(picture, 0, 9), 0, 255, 255, 255);
        // (192, 48, 138) at alpha 192 of 255
        assertClose(rgb(picture, 12, 3), 1, 208, 99, 167);
    }

    @Test
    void greyKeepsItsValuesWithAndWithoutAlpha() throws IOException {
        BufferedImage grey = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(1, 1, 0, 128);
        Picture picture = decode(Encoded.as("png", grey));
        assertThat(picture.channels()).isEqualTo(1);
        assertClose(rgb(picture, 1, 1), 0, 128, 128, 128);

        Picture clear = decode(Encoded.as("png", greyAlpha(DataBuffer.TYPE_BYTE, 128, 255)));
        assertClose(rgb(clear, 1, 1), 0, 128, 128, 128);
        assertClose(rgb(clear, 0, 0), 0, 255, 255, 255);
        Picture deep = decode(Encoded.as("png", greyAlpha(DataBuffer.TYPE_USHORT, 32896, 65535)));
        assertThat(deep.bits()).isEqualTo(16);
        assertClose(rgb(deep, 1, 1), 0, 128, 128, 128);
        assertClose(rgb(deep, 0, 0), 0, 255, 255, 255);
    }

    private static BufferedImage greyAlpha(int type, int grey, int alpha) {
        ColorSpace space = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ComponentColorModel model = new ComponentColorModel(space, true, false, 3, type);
        WritableRaster raster = model.createCompatibleWritableRaster(3, 2);
        raster.setPixel(1, 1, new int[] {grey, alpha});
        return new BufferedImage(model, raster, false, null);
    }

    @Test
    void sixteenBitsAreKept() throws IOException {
        ColorSpace space = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        ComponentColorModel model =
                new ComponentColorModel(space, false, false, 1, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 2);
        raster.setPixel(1, 0, new int[] {1, 40_000, 65_535});
        Picture picture = decode(Encoded.as("png", new BufferedImage(model, raster, false, null)));
        assertThat(picture.bits()).isEqualTo(16);
        float[] row = new float[6];
        picture.row(0, row);
        assertThat(row).containsExactly(0, 0, 0, 1 / 65_535f, 40_000 / 65_535f, 1);
    }

    @Test
    void aPaletteAndBlackAndWhiteBecomeColours() throws IOException {
        BufferedImage palette = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(2, 1, 0xffcc0000);
        assertClose(rgb(decode(Encoded.as("png", palette)), 2, 1), 0, 0xcc, 0, 0);
        BufferedImage binary = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY);
        binary.setRGB(2, 1, -1);
        Picture picture = decode(Encoded.as("png", binary));
        assertClose(rgb(picture, 2, 1), 0, 255, 255, 255);
        assertClose(rgb(picture, 1, 2), 0, 0, 0, 0);
    }

    @Test
    void onePixelIsAPicture() throws IOException {
        Picture picture = decode(Encoded.png(1, 1));
        Planes planes =
                Preparation.evaluation(32, Normalisation.NONE).apply(picture, SplitMix.of(1));
        assertThat(planes.width()).isEqualTo(32);
        assertThat(planes.values()[5 * 32 + 5]).isEqualTo(0);
        assertThat(planes.values()[2 * 1024 + 5]).isEqualTo(90 / 255f, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
    void aTruncatedFileIsRefusedWhereverItEnds(String format) {
        byte[] whole = Encoded.as(format, Encoded.colours(64, 64));
        for (int part = 0; part < 20; part++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * part / 20);
            assertThatThrownBy(() -> decoder.decode("holiday." + format, cut))
                    .as("%d of %d bytes", cut.length, whole.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("holiday." + format + ": ");
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        byte[] jpeg = Encoded.as("jpg", Encoded.colours(64, 64));
        assertThatThrownBy(() -> decode(Arrays.copyOf(jpeg, jpeg.length * 2 / 3)))
                .hasMessage("x: the file is truncated");
        assertThatThrownBy(() -> decode(new byte[0])).hasMessage("x: the file is empty");
        assertThatThrownBy(() -> decode("hello".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("x: not an image");
        assertThatThrownBy(() -> decode(Arrays.copyOf(Encoded.png(64, 64), 100)))
                .hasMessageStartingWith("x: damaged or truncated image (");
    }

    @Test
    void aGiantIsRefusedByItsHeader() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] giant = Encoded.pngHeader(60_000, 60_000);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThatThrownBy(() -> decode(giant))
                .hasMessage(
                        "x: 60000 x 60000 pixels are more than the limit of 20000 a side and"
                                + " 200000000 in all");
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(20_000_000);
    }

    @Test
    void limitsCanBeChosen() throws IOException {
        ImageDecoder narrow = new ImageDecoder(new DecodeLimits(32, 500));
        assertThat(narrow.decode("x", Encoded.png(20, 25)).width()).isEqualTo(20);
        assertThatThrownBy(() -> narrow.decode("x", Encoded.png(33, 1)))
                .hasMessageContaining("33 x 1 pixels");
        assertThatThrownBy(() -> narrow.decode("x", Encoded.png(26, 20)))
                .hasMessageContaining("500 in all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif", "lossy.webp", "cmyk.jpg"})
    void damagedBytesNeverDoMoreThanRefuse(String format) throws IOException {
        byte[] whole =
                format.contains(".")
                        ? resource(format)
                        : Encoded.as(format, Encoded.colours(24, 24));
        ImageDecoder small = new ImageDecoder(new DecodeLimits(1000, 100_000));
        SplitMix random = SplitMix.of(12);
        int refused = 0;
        for (int round = 0; round < 150; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 4; i++) {
                damaged[random.below(whole.length)] = (byte) random.next();
            }
            try {
                assertThat(small.decode("x", damaged).width()).isPositive();
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("x: ");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
