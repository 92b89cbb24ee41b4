package org.symbiosis.intrinsics;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Shapes;

/**
 * Splits pictures into intrinsics, which the light does not change, and a light, and puts any two
 * of them together (chapter 6). With the light switched off it shows something like an albedo.
 *
 * <p>Weights carry the names of the reference implementation.
 */
public final class LatentIntrinsics extends Layer {
    private static final double LEAST_LENGTH = 1e-12;

    private final IntrinsicsConfig config;
    private final Tensor positions; // (1, C, h, w)
    private final Encoder encoder;
    private final Perceptron lightEncoder;
    private final Perceptron lightDecoder;
    private final Decoder decoder;
    private final Last last;
    private final Scalar codeLength;
    private final Scalar least;

    /** A model with first values drawn from the engine's generator. */
    public LatentIntrinsics(IntrinsicsConfig config) {
        this.config = config;
        int deepest = config.last().channels();
        positions = buffer("pos_embed", positions(config.last()));
        encoder = child("enc", new Encoder(config));
        lightEncoder = child("light_encoder", new Perceptron(deepest, deepest, config.extrinsic()));
        lightDecoder =
                child(
                        "light_decoder",
                        new Perceptron(config.extrinsic(), config.embedding(), config.embedding()));
        decoder = child("dec", new Decoder(config));
        last = child("final", new Last(config.levels().get(0).channels()));
        codeLength = constant(Math.sqrt(config.extrinsic()));
        least = constant(LEAST_LENGTH);
    }

    /** Two linear maps with SiLU between them. */
    private static final class Perceptron extends Layer {
        private final Linear in;
        private final Linear out;

        Perceptron(int from, int hidden, int to) {
            in = child("0", new Linear(from, hidden));
            out = child("2", new Linear(hidden, to));
        }

        Tensor forward(Tensor x) {
            return out.forward(Activation.SILU.of(in.forward(x)));
        }
    }

    /** From features to colours. */
    private static final class Last extends Layer {
        private final GroupNorm norm;
        private final Conv2d conv;

        Last(int channels) {
            norm = child("0", ScaledBlock.norm(channels));
            conv = child("2", new Conv2d(channels, 3, 3, 1, Bias.LEARNT));
            Initialisation.normal(conv.weight(), 1 / Math.sqrt(9.0 * channels));
            Initialisation.constant(parameters().get("2.bias"), 0);
        }

        Tensor forward(Tensor x) {
            return conv.forward(Activation.SILU.of(norm.forward(x)));
        }
    }

    /**
     * The constant that pictures grow from: cosines and sines of the row, then of the column,
     * counted from the middle.
     */
    private static Tensor positions(IntrinsicsConfig.Level level) {
        int side = level.resolution();
        int quarter = level.channels() / 4;
        float[] values = new float[level.channels() * side * side];
        for (int j = 0; j < quarter; j++) {
            double frequency = Math.pow(10000, -(double) j / quarter);
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    int at = row * side + column;
                    double y = (row - (side - 1) / 2.0) * frequency;
                    double x = (column - (side - 1) / 2.0) * frequency;
                    values[j * side * side + at] = (float) Math.cos(y);
                    values[(quarter + j) * side * side + at] = (float) Math.sin(y);
                    values[(2 * quarter + j) * side * side + at] = (float) Math.cos(x);
                    values[(3 * quarter + j) * side * side + at] = (float) Math.sin(x);
                }
            }
        }
        return Plain.tensor(values, 1, level.channels(), side, side);
    }

    /** What this model was made from. */
    public IntrinsicsConfig config() {
        return config;
    }

    /** As {@link #encode(Tensor, Dropout)}, with nothing left out. */
    public Decomposition encode(Tensor images) {
        return encode(images, Dropout.NONE);
    }

    /**
     * Splits pictures (Eq. 6.1).
     *
     * @param images in [-1, 1], {@code (B, 3, H, W)}; sides are multiples of {@link
     *     IntrinsicsConfig#stride}, but only pictures of the model's own resolution can be decoded
     * @throws IllegalArgumentException when they are of another shape
     */
    public Decomposition encode(Tensor images, Dropout dropout) {
        int stride = config.stride();
        if (images.dim() != 4
                || images.size(1) != 3
                || images.size(2) % stride != 0
                || images.size(3) % stride != 0) {
            throw new IllegalArgumentException(
                    "pictures must be B x 3 x H x W with sides that are multiples of "
                            + stride
                            + ", not "
                            + Shapes.text(Shapes.of(images)));
        }
        Encoder.Maps maps = encoder.forward(images, dropout);
        Tensor code = lightEncoder.forward(maps.last().mean(2, 3)); // (B, 16)
        return new Decomposition(maps.intrinsics().stream().map(this::unit).toList(), unit(code));
    }

    /** Length 1 over dimension 1, to the last digit of a float whatever the layers reckon in. */
    private Tensor unit(Tensor features) {
        Tensor x = features.to(ScalarType.Float);
        long[] channels = {1};
        Tensor length = x.norm(new ScalarOptional(new Scalar(2.0)), channels, true);
        return x.div(length.clamp_min(least));
    }

    /** A light's code on its way to the decoder's blocks: {@code (B, E)}. */
    Tensor embed(Tensor extrinsic) {
        return lightDecoder.forward(extrinsic.mul(codeLength));
    }

    /** As the other, with the model's own scaling and nothing left out. */
    public Tensor decode(List<Tensor> intrinsics, Tensor extrinsic) {
        return decode(intrinsics, extrinsic, config.scaling(), Dropout.NONE);
    }

    /** As the other, with nothing left out. */
    public Tensor decode(List<Tensor> intrinsics, Tensor extrinsic, Scaling scaling) {
        return decode(intrinsics, extrinsic, scaling, Dropout.NONE);
    }

    /**
     * Puts a scene under a light (Eq. 6.3).
     *
     * @param intrinsics of the scene, from the finest level to the coarsest, of the model's own
     *     resolution
     * @param extrinsic the light, {@code (B, 16)}
     * @param scaling how strongly the light acts; {@link Scaling#off} for an albedo
     * @return {@code (B, 3, H, W)}, about [-1, 1] but not clamped
     */
    public Tensor decode(
            List<Tensor> intrinsics, Tensor extrinsic, Scaling scaling, Dropout dropout) {
        Tensor start = positions.expand(extrinsic.size(0), -1, -1, -1);
        ScaledBlock.Light light = new ScaledBlock.Light(embed(extrinsic), scaling);
        return last.forward(decoder.forward(start, intrinsics, light, dropout));
    }
}
