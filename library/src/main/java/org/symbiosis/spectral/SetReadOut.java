package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The read-out of a set (Eq. 4.8): all places of all images as rows of X, uncentred, turned to X U.
 * Images stream by twice, so that only the C x C Gram matrix and the result are in memory.
 */
record SetReadOut(MapStore maps, int channels, Grid grid) {
    /** Features X U, each channel signed so that its entry of largest size is positive. */
    SetFeatures features() {
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Orthogonalisation.Rotation turn = Orthogonalisation.rotation(gram());
            Tensor U = turn.matrix();
            float[][] features = new float[maps.images()][];
            for (int i = 0; i < features.length; i++) {
                try (Scope image = Scope.open()) {
                    features[i] = Plain.floats(columns(i).matmul(U)); // (N, C)
                }
            }
            pointUp(features, channels);
            float[] values = new float[channels];
            for (int c = 0; c < channels; c++) {
                values[c] = (float) Math.sqrt(Math.max(0, turn.eigenvalues()[c]));
            }
            return new SetFeatures(grid, channels, features, values);
        }
    }

    private Tensor gram() {
        Tensor gram = zeros(channels, channels).to(ScalarType.Double);
        for (int i = 0; i < maps.images(); i++) {
            try (Scope image = Scope.open()) {
                Tensor X = columns(i);
                gram.addmm_(X.t(), X, new Scalar(1), new Scalar(1));
            }
        }
        return gram;
    }

    private Tensor columns(int i) { // (N, C)
        return Plain.tensor(maps.map(i), channels, grid.size()).to(ScalarType.Double).t();
    }

    /** Turns each channel so that its entry of largest size over all images is positive. */
    static void pointUp(float[][] features, int channels) {
        for (int c = 0; c < channels; c++) {
            float largest = 0;
            for (float[] image : features) {
                for (int i = c; i < image.length; i += channels) {
                    if (Math.abs(image[i]) > Math.abs(largest) * (1 + 1e-6f)) {
                        largest = image[i];
                    }
                }
            }
            for (float[] image : features) {
                for (int i = c; largest < 0 && i < image.length; i += channels) {
                    image[i] = -image[i];
                }
            }
        }
    }
}
