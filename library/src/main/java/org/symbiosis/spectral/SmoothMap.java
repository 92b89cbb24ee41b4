package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.BatchNorm2d;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Initialisation;

/**
 * A map that three convolutions make of learnt noise, under the names of the released code. Its
 * batch norm always uses the statistics of the one image, also when the result is read.
 */
final class SmoothMap extends FeatureMap {
    private static final int KERNEL = 3;

    private final Tensor noise; // (1, width, h, w)
    private final Conv2d fc1;
    private final BatchNorm2d bn1;
    private final Conv2d fc2;
    private final BatchNorm2d bn2;
    private final Conv2d fc3;

    SmoothMap(int channels, Grid grid, int width) {
        noise = parameter("feat_var", empty(1, width, grid.rows(), grid.columns()));
        Initialisation.normal(noise, 1);
        fc1 = child("fc1", new Conv2d(width, width, KERNEL, 1, Bias.LEARNT));
        bn1 = child("bn1", new BatchNorm2d(width));
        fc2 = child("fc2", new Conv2d(width, width, KERNEL, 1, Bias.LEARNT));
        bn2 = child("bn2", new BatchNorm2d(width));
        fc3 = child("fc3", new Conv2d(width, channels, KERNEL, 1, Bias.LEARNT));
    }

    @Override
    public Tensor logits() {
        Tensor x = bn1.forward(fc1.forward(noise)).relu();
        Tensor y = bn2.forward(fc2.forward(x)).relu();
        return fc3.forward(y); // (1, C, h, w)
    }
}
