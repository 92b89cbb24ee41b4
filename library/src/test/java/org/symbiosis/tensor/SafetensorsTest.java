package org.symbiosis.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.randn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbiosis.UserError;

class SafetensorsTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"F8_E4M3", "F8_E5M2", "U16", "U32", "U64"})
    void everyFormatComesBackAsItWas(DType dtype) {
        try (Scope s = Scope.open()) {
            Tensor t = arange(new Scalar(12)).view(3, 4).to(dtype.scalarType);
            Path file = folder.resolve("t.safetensors");
            Safetensors.write(file, Map.of("t", t), Map.of("note", "grüße"));
            try (Safetensors f = Safetensors.open(file)) {
                assertThat(f.tensor("t").equal(t)).isTrue();
                assertThat(f.shape("t")).containsExactly(3, 4);
                assertThat(f.metadata()).containsEntry("note", "grüße");
            }
        }
    }

    @Test
    void mixedFormatsEmptyTensorsAndScalarsStandSideBySide() {
        try (Scope s = Scope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("bytes", arange(new Scalar(3)).to(ScalarType.Byte));
            tensors.put("doubles", randn(5).to(ScalarType.Double));
            tensors.put("none", randn(0, 4));
            tensors.put("one", randn(1).view(new long[0]));
            tensors.put("transposed", randn(3, 2).t());
            Path file = folder.resolve("t.safetensors");
            Safetensors.write(file, tensors, Map.of());
            try (Safetensors f = Safetensors.open(file)) {
                tensors.forEach((n, t) -> assertThat(f.tensor(n).equal(t)).as(n).isTrue());
            }
        }
    }

    @Test
    void viewsOutliveTheFileAndWritingToThemDoesNotReachIt() throws Exception {
        try (Scope s = Scope.open()) {
            Path file = folder.resolve("t.safetensors");
            Safetensors.write(file, Map.of("t", randn(4)), Map.of());
            byte[] before = Files.readAllBytes(file);
            Tensor view;
            try (Safetensors f = Safetensors.open(file)) {
                view = f.tensor("t");
            }
            view.fill_(new Scalar(3));
            assertThat(Plain.floats(view)).containsOnly(3f);
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }

    @Test
    void aFileCutAnywhereIsRefusedInOneLine() throws Exception {
        try (Scope s = Scope.open()) {
            Path file = folder.resolve("t.safetensors");
            Safetensors.write(file, Map.of("a", randn(4), "b", randn(2, 2)), Map.of("k", "v"));
            byte[] whole = Files.readAllBytes(file);
            for (int cut = 0; cut < whole.length; cut++) {
                Path part = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, cut));
                assertThatThrownBy(() -> Safetensors.open(part))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("cut")
                        .hasMessageNotContaining("\n");
            }
        }
    }

    @Test
    void flippedBytesNeverCrash() throws Exception {
        try (Scope s = Scope.open()) {
            Path file = folder.resolve("t.safetensors");
            Safetensors.write(file, Map.of("a", randn(4), "b", randn(2, 2)), Map.of("k", "v"));
            byte[] whole = Files.readAllBytes(file);
            Random random = new Random(1);
            int refused = 0;
            for (int i = 0; i < 2000; i++) {
                byte[] broken = whole.clone();
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                try (Safetensors f = Safetensors.open(Files.write(folder.resolve("x"), broken))) {
                    f.tensors().values().forEach(Plain::floats);
                } catch (UserError e) {
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | match its shape",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | leaves a gap",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}}"
                        + " | impossibly large",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | no size",
                "{'a':{'dtype':'Q4','shape':[2],'data_offsets':[0,8]}} | unknown number format",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | too many at its end",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                        + "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | Duplicate",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                        + "'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | overlaps",
                "[1] | not JSON",
                "{'a':3} | wrong form",
            })
    void hostileHeadersAreRefused(String header, String why) throws Exception {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(16 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        Path path = Files.write(folder.resolve("hostile"), file.array());
        assertThatThrownBy(() -> Safetensors.open(path))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(why);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("nothing")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no file");
    }
}
