package org.symbiosis.spectral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.data.Picture;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityFile;

/** Parity of the read-out and of the pictures made of it. */
final class OrthogonalParity {
    private OrthogonalParity() {}

    static void check(ParityFile file) {
        Tensor x = file.tensor("input.x").to(ScalarType.Double).softmax(1); // (B, C, h, w)
        int B = (int) x.size(0);
        int C = (int) x.size(1);
        Grid grid = new Grid((int) x.size(2), (int) x.size(3));
        MapStore maps =
                new MapStore() {
                    @Override
                    public int images() {
                        return B;
                    }

                    @Override
                    public float[] map(int image) {
                        return Plain.floats(x.select(0, image));
                    }
                };
        SetFeatures set = new SetReadOut(maps, C, grid).features();
        file.check("output.eq48.features", joined(set));
        eigenvalues(file, x);
        perImage(file, x);
        dataset(file, x);
        pictures(file, x);
    }

    private static void eigenvalues(ParityFile file, Tensor x) {
        Tensor X = rows(x);
        file.check(
                "output.eq48.eigenvalues",
                Orthogonalisation.rotation(X.t().matmul(X)).eigenvalues());
    }

    /** All places as rows, {@code (B N, C)}, in double. */
    private static Tensor rows(Tensor x) {
        return x.permute(0, 2, 3, 1).reshape(-1, x.size(1)).to(ScalarType.Double);
    }

    private static Tensor joined(SetFeatures set) {
        int length = set.features()[0].length;
        float[] all = new float[set.images() * length];
        for (int i = 0; i < set.images(); i++) {
            System.arraycopy(set.features()[i], 0, all, i * length, length);
        }
        return Plain.tensor(all, all.length);
    }

    private static void perImage(ParityFile file, Tensor x) {
        Orthogonalisation one = ImageSolver.orthogonal(x.narrow(0, 0, 1));
        file.check("output.per_image.features", one.features());
        file.check("output.per_image.eigenvectors", one.eigenvectors());
        file.check("output.per_image.singular_values", one.values());
    }

    private static void dataset(ParityFile file, Tensor x) {
        Orthogonalisation all = Orthogonalisation.of(Columns.unit(rows(x)));
        file.check("output.dataset.eigenvectors", all.eigenvectors());
        file.check("output.dataset.singular_values", all.values());
    }

    /** A vector's sign is free: the pictures are compared with the signs they were made with. */
    private static void pictures(ParityFile file, Tensor x) {
        JsonNode c = file.config().get("picture");
        int count = c.get("count").asInt();
        int side = c.get("side").asInt();
        String name = "output.picture.eigenvectors";
        double[] theirs = Plain.doubles(file.tensor(name));
        List<double[]> ours =
                new PixelVectors((int) x.size(0), side, i -> x.narrow(0, i, 1)).leading(count);
        List<double[]> signed = new ArrayList<>();
        for (double[] image : ours) {
            signed.add(image.clone());
        }
        int length = ours.get(0).length;
        for (int column = 0; column < count; column++) {
            double product = 0;
            for (int i = column; i < theirs.length; i += count) {
                product += theirs[i] * ours.get(i / length)[i % length];
            }
            for (double[] image : signed) {
                for (int i = column; product < 0 && i < length; i += count) {
                    image[i] = -image[i];
                }
            }
        }
        double[] all = new double[theirs.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = signed.get(i / length)[i % length];
        }
        file.check(name, all);
        for (int first = 0; first + 3 <= count; first += 3) {
            List<Picture> sheet = EigenPictures.pictures(signed, count, first, side);
            file.check(
                    "output.picture.eig_%d-%d".formatted(first, first + 3),
                    sheet(sheet, c.get("columns").asInt(), side));
        }
    }

    /** Pictures side by side, row after row. */
    private static double[] sheet(List<Picture> pictures, int columns, int side) {
        int width = 3 * side * columns;
        double[] all = new double[pictures.size() * 3 * side * side];
        for (int p = 0; p < pictures.size(); p++) {
            byte[] samples = (byte[]) pictures.get(p).samples();
            for (int i = 0; i < samples.length; i++) {
                int y = p / columns * side + i / (3 * side);
                int x = p % columns * 3 * side + i % (3 * side);
                all[y * width + x] = samples[i] & 0xff;
            }
        }
        return all;
    }
}
