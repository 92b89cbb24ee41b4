package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Npz;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class StatisticsFileTest {
    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsRead() {
        Moments moments = Moments.of(KnnTest.clouds(50, 7, 3, 1, 1));
        Path file = folder.resolve("a.npz");
        StatisticsFile.write(file, moments);
        Moments read = StatisticsFile.read(file);
        assertThat(read.mean()).isEqualTo(moments.mean());
        assertThat(read.covariance()).isEqualTo(moments.covariance());
        assertThat(read.count()).isEqualTo(50);
        assertThat(StatisticsFile.isName("" + file)).isTrue();
        assertThat(StatisticsFile.isName("a.zip")).isFalse();
    }

    @Test
    void filesOfOthersHoldMoreAndNoCount() {
        Path file = folder.resolve("b.npz");
        try (Scope s = Scope.open()) {
            Tensor mean = Plain.tensor(new float[] {1, 2}, 2);
            Tensor images = Plain.tensor(new long[] {1, 2, 3}, 3);
            Tensor sigma = Plain.tensor(new float[] {2, 0, 0, 3}, 2, 2);
            Npz.write(file, Map.of("mu", mean, "sigma", sigma, "arr_0", images, "mu_s", mean));
        }
        Moments read = StatisticsFile.read(file);
        assertThat(read.count()).isZero();
        assertThat(read.covariance()).containsExactly(2, 0, 0, 3);
    }

    @Test
    void whatIsMissingOrDoesNotFitIsNamed() throws IOException {
        Path lacking = folder.resolve("c.npz");
        Path unfit = folder.resolve("d.npz");
        Path holes = folder.resolve("e.npz");
        try (Scope s = Scope.open()) {
            Tensor mean = Plain.tensor(new double[] {1, 2}, 2);
            Npz.write(lacking, Map.of("mu", mean));
            Npz.write(unfit, Map.of("mu", mean, "sigma", Plain.tensor(new double[9], 3, 3)));
            double[] none = {1, 0, 0, Double.NaN};
            Npz.write(holes, Map.of("mu", mean, "sigma", Plain.tensor(none, 2, 2)));
        }
        refused(lacking, "[mu] and not mu and sigma");
        refused(unfit, "mu is 2 and sigma 3 x 3");
        refused(holes, "not finite");
        refused(folder.resolve("f.npz"), "there is no file");
        Path text = Files.writeString(folder.resolve("g.npz"), "no archive");
        refused(text, "cannot read");
        byte[] whole = Files.readAllBytes(unfit);
        Path cut = Files.write(folder.resolve("h.npz"), Arrays.copyOf(whole, whole.length / 2));
        refused(cut, "cannot read");
    }

    private static void refused(Path file, String part) {
        assertThatThrownBy(() -> StatisticsFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(part);
    }
}
