package org.symbiosis.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.randn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;

class NpyTest {
    @TempDir Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("a.npy"), content);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BOOL", "I8", "U8", "I16", "I32", "I64", "F16", "F32", "F64"})
    void everyFormatComesBackAsItWas(DType dtype) {
        try (Scope s = Scope.open()) {
            Tensor t = arange(new Scalar(12)).view(3, 4).to(dtype.scalarType);
            Path path = folder.resolve("t.npy");
            Npy.write(path, t);
            assertThat(Npy.read(path).equal(t)).isTrue();
            assertThat(Npy.read(path).scalar_type().intern()).isEqualTo(dtype.scalarType);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"U16", "U32", "U64"})
    void wideUnsignedIntegersComeBackAsTheyWere(DType dtype) {
        try (Scope s = Scope.open()) {
            Tensor signed = arange(new Scalar(-3), new Scalar(3));
            ScalarType twin =
                    switch (dtype) {
                        case U16 -> ScalarType.Short;
                        case U32 -> ScalarType.Int;
                        default -> ScalarType.Long;
                    };
            Path path = folder.resolve("t.npy");
            Npy.write(path, signed.to(twin).view(dtype.scalarType));
            assertThat(Plain.longs(Npy.read(path).view(twin))).containsExactly(-3, -2, -1, 0, 1, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "7", "2,3", "4,0,2", "1,1,1,5"})
    void everyShapeComesBackAsItWas(String sizes) {
        long[] shape =
                Arrays.stream(sizes.split(","))
                        .filter(text -> !text.isEmpty())
                        .mapToLong(Long::parseLong)
                        .toArray();
        float[] values = new float[(int) Shapes.count(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i - 1.5f;
        }
        try (Scope s = Scope.open()) {
            Path plain = folder.resolve("plain.npy");
            Npy.write(plain, values, shape);
            assertThat(Shapes.of(Npy.read(plain))).isEqualTo(shape);
            assertThat(Plain.floats(Npy.read(plain))).isEqualTo(values);
            Path tensor = folder.resolve("tensor.npy");
            Npy.write(tensor, Plain.tensor(values, shape));
            assertThat(tensor).hasSameBinaryContentAs(plain);
        }
    }

    @Test
    void arraysOfManyChunksComeBackAndViewsAreWrittenRowMajor() {
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        try (Scope s = Scope.open()) {
            Path path = folder.resolve("t.npy");
            Npy.write(path, values, values.length);
            assertThat(Plain.floats(Npy.read(path))).isEqualTo(values);
            Tensor turned = randn(3, 5).t();
            Npy.write(path, turned);
            assertThat(Npy.read(path).equal(turned)).isTrue();
        }
    }

    /** Written by numpy 1.24.2 in the formats 1.0, 2.0 and 3.0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // np.array([[1, -2, 3], [4, 5.5, -6]], '<f4')
                "2,3 | 1,-2,3,4,5.5,-6 | 934e554d5059 0100 7600 | 'descr': '<f4', "
                        + "'fortran_order': False, 'shape': (2, 3), |"
                        + " 0000803f000000c000004040000080400000b0400000c0c0",
                // np.array([1, 256, -3], '>i2')
                "3 | 1,256,-3 | 934e554d5059 0200 74000000 | 'descr': '>i2', "
                        + "'fortran_order': False, 'shape': (3,), | 00010100fffd",
                // np.asfortranarray(np.arange(6, dtype='<i4').reshape(2, 3))
                "2,3 | 0,1,2,3,4,5 | 934e554d5059 0300 74000000 | 'descr': '<i4', "
                        + "'fortran_order': True, 'shape': (2, 3), |"
                        + " 000000000300000001000000040000000200000005000000",
                // np.float64(2.5)
                "'' | 2.5 | 934e554d5059 0100 7600 | 'descr': '<f8', "
                        + "'fortran_order': False, 'shape': (), | 0000000000000440",
            },
            quoteCharacter = '"')
    void filesOfNumpyOpen(String shape, String values, String start, String header, String data)
            throws IOException {
        HexFormat hex = HexFormat.of();
        byte[] head = hex.parseHex(start.replace(" ", ""));
        byte[] dictionary = ("{" + header + " }").getBytes(StandardCharsets.US_ASCII);
        byte[] padding =
                " "
                        .repeat(127 - head.length - dictionary.length)
                        .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all = ByteBuffer.allocate(128 + data.length() / 2);
        all.put(head).put(dictionary).put(padding).put((byte) '\n').put(hex.parseHex(data));
        try (Scope s = Scope.open()) {
            Tensor t = Npy.read(file(all.array()));
            assertThat(Shapes.of(t)).isEqualTo(longs(shape.replace("'", "")));
            assertThat(Plain.doubles(t))
                    .containsExactly(
                            Arrays.stream(values.split(","))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray());
        }
    }

    private static long[] longs(String list) {
        return Arrays.stream(list.split(","))
                .filter(text -> !text.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static byte[] npy(String dictionary, int valueBytes) {
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all =
                ByteBuffer.allocate(10 + text.length + valueBytes).order(ByteOrder.LITTLE_ENDIAN);
        all.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        all.putShort((short) text.length).put(text);
        return all.array();
    }

    @Test
    void dictionariesMayBeInAnyOrderAndOfEitherQuote() throws IOException {
        byte[] content =
                npy("{\"shape\":(2 , 2),\n 'fortran_order' :False,'descr': \"|u1\"}  \n", 4);
        try (Scope s = Scope.open()) {
            assertThat(Shapes.of(Npy.read(file(content)))).containsExactly(2, 2);
        }
    }

    @Test
    void booleansAreNothingButZeroAndOne() throws IOException {
        byte[] content = npy("{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", 3);
        content[content.length - 1] = 7;
        try (Scope s = Scope.open()) {
            assertThat(Plain.longs(Npy.read(file(content)))).containsExactly(0, 0, 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,)} ; Python objects",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)} ; named fields",
                "{'descr': '<U4', 'fortran_order': False, 'shape': (1,)} ; '<U4' is unknown",
                "{'descr': 'f4', 'fortran_order': False, 'shape': (1,)} ; 'f4' is unknown",
                "{'descr': '|f4', 'fortran_order': False, 'shape': (1,)} ; '|f4' is unknown",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)} ; neither True nor False",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1)} ; not a tuple",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)} ; no size",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1)} ; no tuple",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999,)} ; truncated",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"
                        + " ; impossibly large",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4294967296, 4294967296)}"
                        + " ; impossibly large",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()} x ; where it should",
                "{'descr': '<f4', 'fortran_order': False} ; lacks",
                "{'descr': '<f4', 'descr': '<f4'} ; repeated key 'descr'",
                "{'descr': '<f4', 'colour': 'red'} ; unknown or repeated key 'colour'",
                "[] ; lacks a '{'",
                "{'descr ; no dictionary",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} ; 8 bytes of values"
                        + " expected, 4 there",
                "{'descr': '<i2', 'fortran_order': False, 'shape': ()} ; left over",
            })
    void whatIsNoArrayOfNumbersIsRefusedInWords(String dictionary, String reason)
            throws IOException {
        Path path = file(npy(dictionary, 4));
        assertThatThrownBy(() -> Npy.read(path))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(reason);
    }

    @Test
    void otherFilesAndNoFileAreRefusedInWords() throws IOException {
        assertThatThrownBy(() -> Npy.read(folder.resolve("nowhere.npy")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no file");
        Path text = file("not an array at all".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Npy.read(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no .npy file");
        byte[] newer = npy("{}", 0);
        newer[6] = 9;
        Path unknown = file(newer);
        assertThatThrownBy(() -> Npy.read(unknown))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("version");
    }

    @Test
    void valuesThatDoNotFillTheShapeAndFormatsThatNumpyLacksAreMisuse() {
        Path path = folder.resolve("t.npy");
        assertThatThrownBy(() -> Npy.write(path, new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class);
        try (Scope s = Scope.open()) {
            Tensor brief = randn(2).to(ScalarType.BFloat16);
            assertThatThrownBy(() -> Npy.write(path, brief))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void damagedFilesGiveAnErrorInWordsOrAnArrayThatFitsThem() throws IOException {
        byte[] whole = npy("{'descr': '<i4', 'fortran_order': True, 'shape': (2, 3), }   \n", 24);
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] damaged =
                    Arrays.copyOf(
                            whole,
                            whole.length - random.nextInt(3) * random.nextInt(whole.length) / 2);
            for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
                int at = random.nextInt(Math.min(damaged.length, 76));
                damaged[at] =
                        (byte)
                                (random.nextBoolean()
                                        ? random.nextInt(256)
                                        : "0123456789(),' <>".charAt(random.nextInt(17)));
            }
            Path path = file(damaged);
            try (Scope s = Scope.open()) {
                Tensor t = Npy.read(path);
                assertThat(t.numel() * t.element_size()).isLessThanOrEqualTo(damaged.length);
            } catch (UserError e) {
                refused++;
                assertThat(e).hasMessageContaining(path.toString());
            }
        }
        assertThat(refused).isBetween(1000, 2999);
    }
}
