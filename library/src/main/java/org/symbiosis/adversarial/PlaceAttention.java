package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.softmax;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.SpectralConv2d;

/** Self-attention between the places of an image (Zhang et al. 2019), added by a learnt share. */
final class PlaceAttention extends Layer {
    private final SpectralConv2d theta;
    private final SpectralConv2d phi;
    private final SpectralConv2d g;
    private final SpectralConv2d o;
    private final Tensor gamma; // ()

    PlaceAttention(int channels) {
        theta = child("theta", new SpectralConv2d(channels, channels / 8, 1, Bias.NONE));
        phi = child("phi", new SpectralConv2d(channels, channels / 8, 1, Bias.NONE));
        g = child("g", new SpectralConv2d(channels, channels / 2, 1, Bias.NONE));
        o = child("o", new SpectralConv2d(channels / 2, channels, 1, Bias.NONE));
        gamma = parameter("gamma", zeros(new long[0]));
    }

    /** Maps {@code (B, C, H, W)} to the same. */
    Tensor forward(Tensor x) {
        Tensor queries = theta.forward(x).flatten(2, -1); // (B, C/8, HW)
        Tensor keys = max_pool2d(phi.forward(x), 2, 2).flatten(2, -1); // (B, C/8, HW/4)
        Tensor values = max_pool2d(g.forward(x), 2, 2).flatten(2, -1); // (B, C/2, HW/4)
        Tensor beta = softmax(queries.transpose(1, 2).bmm(keys), -1); // (B, HW, HW/4)
        Tensor seen = values.bmm(beta.transpose(1, 2)); // (B, C/2, HW)
        Tensor mapped = o.forward(seen.view(x.size(0), -1, x.size(2), x.size(3)));
        return mapped.mul(gamma).add(x);
    }
}
