package org.symbiosis.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.testing.PickleWriter;

class TorchFileTest {
    private static final Path FILES = Path.of("src/test/resources/torch");

    @TempDir private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.pth", "checkpoint-legacy.pth"})
    void readsWhatTorchSaveWrites(String name) {
        try (Scope s = Scope.open();
                WeightFile file = WeightFile.open(FILES.resolve(name))) {
            assertThat(file).isInstanceOf(TorchFile.class);
            holds(file, "weight", ScalarType.Float, 0, 1, 2, 3, 4, 5);
            holds(file, "columns", ScalarType.Float, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23);
            holds(file, "row", ScalarType.Float, 12, 13, 14, 15, 16, 17);
            holds(file, "half", ScalarType.Half, 1.5, -2.25);
            holds(file, "bf16", ScalarType.BFloat16, 1.5, -2.25);
            holds(file, "long", ScalarType.Long, 1099511627776.0, -3);
            holds(file, "int", ScalarType.Int, 7);
            holds(file, "short", ScalarType.Short, -7);
            holds(file, "char", ScalarType.Char, -5);
            holds(file, "byte", ScalarType.Byte, 200);
            holds(file, "bool", ScalarType.Bool, 1, 0);
            holds(file, "scalar", ScalarType.Float, 4.5);
            holds(file, "empty", ScalarType.Float);
            holds(file, "expanded", ScalarType.Float, 9, 9, 9, 9, 9, 9);
            assertThat(file.shape("model.transposed")).containsExactly(6, 4);
            assertThat(Plain.doubles(file.tensor("model.transposed")))
                    .startsWith(0, 6, 12, 18, 1, 7);
            assertThat(file.tensor("model.transposed").is_contiguous()).isTrue();
            assertThat(file.names()).contains("optimizer.state.0.exp_avg");
            assertThat(file.names()).noneMatch(n -> n.startsWith("args") || n.startsWith("best"));
            assertThat(file.tensors("model.")).hasSize(16);
        }
    }

    private static void holds(WeightFile file, String name, ScalarType type, double... values) {
        var tensor = file.tensor("model." + name);
        assertThat(tensor.scalar_type().intern()).isEqualTo(type);
        assertThat(Plain.doubles(tensor)).containsExactly(values);
    }

    @Test
    void readsTheTensorsOfAScriptedArchive() {
        try (Scope s = Scope.open();
                WeightFile file = WeightFile.open(FILES.resolve("scripted.pt"))) {
            assertThat(file.names()).containsExactlyInAnyOrder("b", "lin.weight", "lin.bias");
            assertThat(Plain.floats(file.tensor("b"))).containsExactly(1, 1);
        }
    }

    @Test
    void writingToATensorLeavesTheFileAlone() throws IOException {
        Path file = Files.copy(FILES.resolve("checkpoint.pth"), dir.resolve("a.pth"));
        try (Scope s = Scope.open();
                WeightFile weights = WeightFile.open(file)) {
            weights.tensor("model.row").zero_();
        }
        assertThat(file).hasSameBinaryContentAs(FILES.resolve("checkpoint.pth"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.pth", "checkpoint-legacy.pth", "scripted.pt"})
    void aFileCutAnywhereIsRefusedInWords(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve(name));
        for (int length = 10; length < whole.length; length += 97) {
            Path cut = Files.write(dir.resolve("cut.pth"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> WeightFile.open(cut))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("cut.pth")
                    .hasMessageNotContainingAny("\n", "Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.pth", "checkpoint-legacy.pth", "scripted.pt"})
    void aDamagedByteIsReadOrRefusedButNeverWorse(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve(name));
        int refused = 0;
        for (int at = 0; at < whole.length; at += 5) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Path file = Files.write(dir.resolve("damaged.pth"), damaged);
            try (Scope s = Scope.open();
                    WeightFile weights = WeightFile.open(file)) {
                weights.tensors();
            } catch (UserError e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aPlainDictionaryOfTensorsIsEnough() {
        byte[] pickle =
                new PickleWriter()
                        .op('}')
                        .text("w")
                        .tensor("0", 4, 1, new long[] {3}, 1)
                        .op('s')
                        .bytes();
        try (Scope s = Scope.open();
                WeightFile file = WeightFile.open(PickleWriter.zip(path(), pickle, 5, 6, 7, 8))) {
            assertThat(Plain.floats(file.tensor("w"))).containsExactly(6, 7, 8);
            assertThatThrownBy(() -> file.tensor("v")).isInstanceOf(UserError.class);
        }
    }

    @Test
    void aCompressedOrForeignArchiveIsRefused() {
        Path foreign = PickleWriter.zip(path(), Map.of("word/document.xml", new byte[3]));
        assertThatThrownBy(() -> WeightFile.open(foreign))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("data.pkl");
    }

    private Path path() {
        return dir.resolve("file.pth");
    }
}
