package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class DatasetSolverTest {
    private static final PlantedSet SET = PlantedSet.of(8, 8);
    private static final Links LINKS = new Links.Split(4, 4, 0.1);

    @TempDir Path folder;

    private static SetConfig config(SetSolver solver, int batch) {
        return SetConfig.of(solver).withMaps(6, 8).withLinks(LINKS, batch);
    }

    private static double agreement(SetFeatures found) {
        float[] all = new float[found.images() * found.grid().size() * found.channels()];
        int length = all.length / found.images();
        for (int i = 0; i < found.images(); i++) {
            System.arraycopy(found.features()[i], 0, all, i * length, length);
        }
        int[] labels = Partition.kMeans(all, found.channels(), PlantedSet.CLASSES);
        return Partition.agreement(labels, SET.all());
    }

    static Stream<SetSolver> solvers() {
        return Stream.of(
                SetSolver.Eigen.usual(),
                new SetSolver.Eigen(3, new EigenMethod.Dense()),
                new SetSolver.Global(3, 300, 3e-2),
                new SetSolver.Alternation(60, 5, 3e-2, 0.9));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void everySolverFindsTheSameClassesInAllImages(SetSolver solver) {
        SetFeatures found = new DatasetSolver(config(solver, 4)).solve(SET, 8, folder);
        assertThat(agreement(found)).isGreaterThan(0.9);
        assertThat(found.features()).hasDimensions(8, 64 * 6);
    }

    @Test
    void theObjectiveIsLowerWhereTheGraphsAreObeyed() {
        DatasetSolver solver = new DatasetSolver(config(SetSolver.Eigen.usual(), 8));
        SetFeatures found = solver.solve(SET, 8, folder);
        float[][] shuffled = found.features().clone();
        shuffled[0] = found.features()[1];
        shuffled[1] = found.features()[0];
        SetFeatures wrong = new SetFeatures(found.grid(), 6, shuffled, found.values());
        double right = solver.objective(SET, found);
        assertThat(right).isPositive().isLessThan(solver.objective(SET, wrong));
    }

    @Test
    void oneGroupOfAllImagesIsTheMinibatch() {
        SetConfig config = config(SetSolver.Eigen.usual(), 8);
        int[] all = IntStream.range(0, 8).toArray();
        try (Scope s = Scope.open();
                SetGraphs global = new SetGraphs(config, SET, 8, 1);
                Minibatch minibatch =
                        new Minibatch(SET.layers(all, SplitMix.of(0)), config.affinity(), LINKS)) {
            for (int l = 0; l < 2; l++) {
                Tensor a = global.graphs().get(l).S().to_dense();
                Tensor b = minibatch.graphs().get(l).S().to_dense();
                assertThat(a.sub(b).abs().max().item_double()).isLessThan(1e-7);
                assertThat(a.sum().item_double()).isGreaterThan(10);
            }
        }
    }

    @Test
    void resumingGivesTheUnbrokenRunBitForBit() throws IOException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path broken = Files.createDirectory(folder.resolve("broken"));
        SetFeatures unbroken = alternate(9, whole);
        alternate(4, broken);
        SetFeatures resumed = alternate(9, broken);
        assertThat(resumed.features()).isDeepEqualTo(unbroken.features());
        assertThat(broken.resolve(DatasetSolver.STATE))
                .hasSameBinaryContentAs(whole.resolve(DatasetSolver.STATE));
    }

    private static SetFeatures alternate(int iterations, Path folder) {
        SetSolver solver = new SetSolver.Alternation(iterations, 2, 1e-2, 0.99);
        return new DatasetSolver(config(solver, 3)).solve(SET, 8, folder);
    }

    @Test
    void theStateOfOtherSettingsIsRefused() {
        alternate(2, folder);
        SetSolver other = new SetSolver.Alternation(2, 3, 1e-2, 0.99);
        assertThatThrownBy(() -> new DatasetSolver(config(other, 3)).solve(SET, 8, folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("other images or other settings");
    }

    @Test
    void aFileThatIsNoStateIsRefused() throws IOException {
        Files.writeString(folder.resolve(DatasetSolver.STATE), "these are not the maps of images");
        assertThatThrownBy(() -> alternate(2, folder)).isInstanceOf(UserError.class);
    }

    @Test
    void aPlaceWithoutLinksHasAZeroRow() {
        LinkTable table = new LinkTable(3);
        table.add(0, 1, 0.5);
        table.add(1, 0, 0.7);
        SparseGraph graph = table.symmetric();
        assertThat(graph.walk()).containsExactly(1 + 0.6e-6, 1 + 0.6e-6);
        try (Scope s = Scope.open()) {
            double[] dense = Plain.doubles(graph.symmetricWalk().to_dense());
            assertThat(dense).startsWith(0).endsWith(0, 0, 0, 0);
            assertThat(dense).doesNotContain(Double.NaN);
        }
    }

    @Test
    void sparseAndDenseProductsAgree() {
        try (Scope s = Scope.open()) {
            SparseGraph graph =
                    SetParity.graph(
                            SET.layers(new int[] {0, 1, 2}, SplitMix.of(0)).get(0),
                            Affinity.VALUE_VALUE,
                            LINKS);
            Tensor S = graph.symmetricWalk();
            Tensor X = torch.randn(graph.nodes(), 5);
            Tensor off = S.matmul(X).sub(S.to_dense().matmul(X));
            assertThat(off.abs().max().item_double()).isLessThan(1e-5);
            Tensor dense = S.to_dense();
            assertThat(dense.sub(dense.t()).abs().max().item_double()).isZero();
        }
    }

    @Test
    void picturesShowThreeVectorsOnOneScale() {
        SetFeatures found =
                new DatasetSolver(config(SetSolver.Eigen.usual(), 4)).solve(SET, 8, folder);
        List<List<Picture>> pictures = EigenPictures.ofSet(found, 20, 6);
        assertThat(pictures).hasSize(2).allMatch(p -> p.size() == 8);
        int[] seen = new int[256];
        for (Picture p : pictures.get(0)) {
            assertThat(p.width()).isEqualTo(20);
            for (byte b : (byte[]) p.samples()) {
                seen[b & 0xff]++;
            }
        }
        assertThat(seen[0]).isPositive();
        assertThat(seen[255]).isBetween(1, 3 * 8 * 400 - 1);
        assertThatThrownBy(() -> EigenPictures.ofSet(found, 20, 7))
                .hasMessageContaining("multiple of 3");
    }

    @Test
    void onePictureOfOneImage() {
        Planted planted = Planted.on(new Grid(9, 12), 3);
        SpectralFeatures found;
        try (Scope s = Scope.open()) {
            found = new ImageSolver(SpectralConfig.fast()).solve(planted.layers());
        }
        Picture picture = EigenPictures.ofImage(found);
        assertThat(picture.width()).isEqualTo(12);
        assertThat(picture.height()).isEqualTo(9);
        assertThat((byte[]) picture.samples()).contains((byte) 0, (byte) 255);
    }

    @Test
    void averagesOfIdleImagesAreTakenUpAtOnce() {
        float[] x = {2};
        float[] average = {0};
        MapTable.Entry entry = new MapTable.Entry(0, 3, x, x, x, average);
        float[] step = average.clone();
        for (int i = 0; i < 4; i++) {
            MovingAverage.follow(step, x, 0.9);
        }
        assertThat(MovingAverage.at(entry, 0.9, 7)[0]).isCloseTo(step[0], within(1e-6f));
    }
}
