package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Relights photographs of any size, and shows their albedo, by a trained network. Pictures are sRGB
 * in [0, 1]; what comes out has the size of what went in.
 */
public final class Relighter {
    private static final double FLOOR = 0.04;
    private static final double MOST_RATIO = 4;

    private final LatentIntrinsics model;
    private final Framing framing;
    private final double detail;

    /**
     * A relighter.
     *
     * @param framing how photographs are cut into patches of the network's size
     * @param detail how much of what the photograph has over the network's picture of it is put
     *     back, in [0, 1]: fine detail, and under a new light also colours that the network does
     *     not know
     */
    public Relighter(LatentIntrinsics model, Framing framing, double detail) {
        if (!(detail >= 0 && detail <= 1)) {
            throw new IllegalArgumentException("detail must lie in [0, 1], not " + detail);
        }
        this.model = model;
        this.framing = framing;
        this.detail = detail;
    }

    /** Squares of the shorter side, all detail put back. */
    public static Relighter of(LatentIntrinsics model) {
        return new Relighter(model, Framing.Whole.USUAL, 1);
    }

    /** Numbers in a light's code. */
    public int codeLength() {
        return model.config().extrinsic();
    }

    /**
     * The light of a picture, seen as a whole: its shorter side at the network's size, the longer
     * one up to four times that.
     */
    public Light light(Planes picture) {
        int side = model.config().resolution();
        int stride = model.config().stride();
        double scale = side / (double) Math.min(picture.width(), picture.height());
        int w = fitted(picture.width() * scale, side, stride);
        int h = fitted(picture.height() * scale, side, stride);
        Planes small = Resampling.BILINEAR.resize(picture, w, h);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor image = Plain.tensor(small.values(), 1, 3, h, w);
            return Light.of(Plain.floats(model.encode(signed(image)).extrinsic()));
        }
    }

    private static int fitted(double length, int side, int stride) {
        return (int) Math.min(4L * side, Math.round(length / stride) * stride);
    }

    /**
     * The photograph under a light.
     *
     * @param light of another picture, say
     * @param strength of the light's effect: 1 is the network's own, 0 none, 2 twice that
     */
    public Planes relight(Planes photo, Light light, double strength, Progress progress) {
        int codes = model.config().extrinsic();
        if (light.code().size() != codes) {
            throw new IllegalArgumentException(
                    "this model's lights have %d numbers, not %d"
                            .formatted(codes, light.code().size()));
        }
        Scaling scaling = model.config().scaling().times(strength);
        return render(photo, scaling, light::tensor, this::again, progress);
    }

    /** The photograph without light: something like its albedo. */
    public Planes albedo(Planes photo, Progress progress) {
        float[] first = new float[model.config().extrinsic()];
        first[0] = 1; // any light: it is switched off
        return render(photo, Scaling.off(), Light.of(first)::tensor, (x, scene) -> x, progress);
    }

    /** Gives as many rows of a light's code as there are pictures. */
    private interface Codes {
        Tensor rows(long count);
    }

    /** What a picture is divided by, so that the rest of it can be put back. */
    private interface Base {
        Tensor of(Tensor picture, Decomposition scene);
    }

    private Planes render(
            Planes photo, Scaling scaling, Codes codes, Base base, Progress progress) {
        int side = model.config().resolution();
        UnaryOperator<Tensor> network =
                x -> {
                    Decomposition scene = model.encode(signed(x));
                    Tensor y = model.decode(scene.intrinsics(), codes.rows(x.size(0)), scaling);
                    Tensor shown = unsigned(y);
                    return detail > 0 ? cat(new TensorVector(shown, base.of(x, scene)), 1) : shown;
                };
        PatchBlend blend = new PatchBlend(side, PatchBlend.Border.CLAMPED, network);
        PlanarImage image = new PlanarImage(photo.width(), photo.height(), photo.values());
        return shown(
                photo,
                blend.run(image, framing.patches(photo.width(), photo.height(), side), progress));
    }

    /** The blended picture, and on it what the photograph has over its base. */
    private Planes shown(Planes photo, PatchBlend.Blend blend) {
        int w = photo.width();
        int h = photo.height();
        float[] out = new float[photo.values().length];
        IntStream.range(0, h)
                .parallel()
                .forEach(
                        y -> {
                            float[] row = blend.row(y); // (3 or 6, w)
                            for (int c = 0; c < 3; c++) {
                                for (int x = 0; x < w; x++) {
                                    int at = (c * h + y) * w + x;
                                    float shown = row[c * w + x];
                                    out[at] =
                                            detail == 0
                                                    ? shown
                                                    : detailed(
                                                            shown,
                                                            row[(3 + c) * w + x],
                                                            photo.values()[at]);
                                }
                            }
                        });
        return new Planes(w, h, out);
    }

    /**
     * What the network makes of a picture under the picture's own light. Over this the photograph
     * has fine detail, and colours that the network does not know, so that only the change of light
     * stays. An albedo is put on the picture itself as the network sees it: over that the
     * photograph has detail alone, and the shading that the network cannot draw goes too.
     */
    private Tensor again(Tensor picture, Decomposition scene) {
        return unsigned(
                model.decode(scene.intrinsics(), scene.extrinsic(), model.config().scaling()));
    }

    /**
     * The network's picture times what the photograph has over its base: both floored, and the
     * ratio limited, so that dark places do not glow.
     */
    private float detailed(float shown, float base, float own) {
        double ratio = (own + FLOOR) / (Math.max(0, base) + FLOOR);
        double limited = Math.max(1 / MOST_RATIO, Math.min(MOST_RATIO, ratio));
        double v = (shown + FLOOR) * Math.pow(limited, detail) - FLOOR;
        return (float) Math.max(0, Math.min(1, v));
    }

    private static Tensor signed(Tensor x) {
        return x.mul(new Scalar(2.0)).sub(new Scalar(1.0));
    }

    private static Tensor unsigned(Tensor y) {
        return y.add(new Scalar(1.0))
                .mul(new Scalar(0.5))
                .clamp(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(1.0)));
    }
}
