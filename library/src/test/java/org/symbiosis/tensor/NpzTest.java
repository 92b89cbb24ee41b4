package org.symbiosis.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;

class NpzTest {
    @TempDir private Path folder;

    @Test
    void arraysComeBackUnderTheirNames() {
        Path file = folder.resolve("a.npz");
        try (Scope s = Scope.open()) {
            Map<String, Tensor> arrays = new LinkedHashMap<>();
            arrays.put("weights", Plain.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
            arrays.put("one", Plain.tensor(new long[] {7}, new long[0]));
            Npz.write(file, arrays);
            try (Npz npz = Npz.open(file)) {
                assertThat(npz.names()).containsExactly("weights", "one");
                assertThat(Plain.floats(npz.read("weights"))).containsExactly(1, 2, 3, 4, 5, 6);
                assertThat(Shapes.of(npz.read("weights"))).containsExactly(2, 3);
                assertThat(Plain.longs(npz.read("one"))).containsExactly(7);
                assertThatThrownBy(() -> npz.read("two"))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("no array 'two'")
                        .hasMessageContaining("[weights, one]");
            }
        }
    }

    @Test
    void aDamagedArrayIsRefused() throws IOException {
        Path file = folder.resolve("b.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(new byte[] {1, 2, 3});
            zip.closeEntry();
        }
        try (Npz npz = Npz.open(file)) {
            assertThatThrownBy(() -> npz.read("x"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("b.npz");
        }
    }
}
