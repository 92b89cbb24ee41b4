package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.interpolate;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LongVectorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.kBilinear;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Left singular vectors of the pixels of a set: features brought to the size of a picture, every
 * pixel of length 1 over its channels, uncentred. Since only lengths and angles enter, it does not
 * matter whether features are the maps themselves or their turned form X U.
 *
 * @param images how many
 * @param side of a picture in pixels
 * @param planes features of an image, double {@code (1, C, h, w)}, owned by the caller's scope
 */
record PixelVectors(int images, int side, IntFunction<Tensor> planes) {
    /** The vectors of a set's features. */
    static PixelVectors of(SetFeatures set, int side) {
        return new PixelVectors(
                set.images(),
                side,
                i ->
                        Plain.tensor(
                                        set.features()[i],
                                        set.grid().rows(),
                                        set.grid().columns(),
                                        set.channels())
                                .to(ScalarType.Double)
                                .permute(2, 0, 1)
                                .unsqueeze(0));
    }

    /** The leading vectors, {@code (side * side, count)} row-major of each image. */
    List<double[]> leading(int count) {
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Orthogonalisation.Rotation turn = Orthogonalisation.rotation(gram());
            Tensor scales = zeros(count).to(ScalarType.Double);
            for (int c = 0; c < count; c++) {
                double value = Math.sqrt(Math.max(0, turn.eigenvalues()[c]));
                scales.select(0, c).fill_(new Scalar(value > 0 ? 1 / value : 0));
            }
            Tensor V = turn.matrix().narrow(1, 0, count).mul(scales); // (C, count)
            List<double[]> vectors = new ArrayList<>();
            for (int i = 0; i < images; i++) {
                try (Scope image = Scope.open()) {
                    vectors.add(Plain.doubles(pixels(i).matmul(V)));
                }
            }
            pointUp(vectors, count);
            return vectors;
        }
    }

    private Tensor gram() {
        Tensor gram = null;
        for (int i = 0; i < images; i++) {
            int number = i;
            Tensor one =
                    Scope.tidy(
                            () -> {
                                Tensor X = pixels(number);
                                return X.t().matmul(X);
                            });
            gram = gram == null ? one : gram.add_(one);
        }
        return gram; // (C, C)
    }

    /** Pixels of an image, each of length 1 over channels: {@code (side * side, C)}, double. */
    private Tensor pixels(int i) {
        Tensor sized = resized(planes.apply(i).contiguous());
        return Columns.unit(sized.reshape(sized.size(1), (long) side * side).t().contiguous());
    }

    private Tensor resized(Tensor planes) {
        InterpolateFuncOptions options = new InterpolateFuncOptions();
        options.size().put(new LongVectorOptional(new LongVector(new long[] {side, side})));
        options.mode().put(new kBilinear());
        options.align_corners().put(false);
        options.antialias().put(true);
        return interpolate(planes, options);
    }

    private static void pointUp(List<double[]> images, int columns) {
        for (int c = 0; c < columns; c++) {
            double largest = 0;
            for (double[] image : images) {
                for (int i = c; i < image.length; i += columns) {
                    if (Math.abs(image[i]) > Math.abs(largest) * (1 + 1e-9)) {
                        largest = image[i];
                    }
                }
            }
            for (double[] image : images) {
                for (int i = c; largest < 0 && i < image.length; i += columns) {
                    image[i] = -image[i];
                }
            }
        }
    }
}
