package org.symbiosis.diffusion;

import static org.bytedeco.pytorch.global.torch.full;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.UVit;
import org.symbiosis.nn.UVitConditioning;
import org.symbiosis.nn.UVitContext;
import org.symbiosis.tensor.Plain;

/**
 * What a diffusion model knows of images: each is noised to a time, and the output of a block is
 * averaged over its patches (section 4.6). A model that is told classes is told none.
 *
 * <p>An image's noise comes from a seed and from its pixels, so that its features are the same in
 * any batch and order.
 */
public final class DiffusionFeatures {
    private final UVit network;
    private final Objective objective;
    private final LatentSpace space;
    private final long seed;

    /** Features of a model in the space that it was trained in. */
    public DiffusionFeatures(DiffusionFile file, LatentSpace space, long seed) {
        file.recipe().require(space);
        this.network = file.model();
        this.objective = file.recipe().objective();
        this.space = space;
        this.seed = seed;
    }

    /** The blocks that may be read: the middle one and all of the second half. */
    public List<String> layers() {
        List<String> all = network.blockNames();
        return all.subList(all.size() / 2, all.size());
    }

    /**
     * Means over the patches of what blocks give.
     *
     * @param images {@code (B, 3, H, W)} in [-1, 1]
     * @param time of the noise, in (0, 1]
     * @param layers some of {@link UVit#blockNames}
     * @return for each layer {@code (B, D)}
     */
    public List<Tensor> of(Tensor images, double time, List<String> layers) {
        Trace trace = Trace.of(layers.toArray(String[]::new));
        network.forward(noisy(images, time), netTime(images.size(0), time), told(images), trace);
        int extras = network.config().extras();
        List<Tensor> features = new ArrayList<>();
        for (String layer : layers) {
            Tensor tokens = trace.get(layer); // (B, extras + N, D)
            features.add(tokens.narrow(1, extras, tokens.size(1) - extras).mean(1));
        }
        return features;
    }

    private Tensor netTime(long rows, double time) {
        return full(new long[] {rows}, new Scalar(objective.schedule().netTime(time)))
                .to(ScalarType.Float);
    }

    private UVitContext told(Tensor images) {
        UVitConditioning told = network.config().conditioning();
        if (told.labels() == 0) {
            return UVitContext.none();
        }
        long[] none = new long[(int) images.size(0)];
        Arrays.fill(none, told.emptyLabel());
        return UVitContext.ofLabels(Plain.tensor(none, none.length));
    }

    private Tensor noisy(Tensor images, double time) {
        long[] shape = {
            images.size(0),
            space.channels(),
            images.size(2) / space.factor(),
            images.size(3) / space.factor()
        };
        SplitMix[] streams = streams(images);
        Tensor latents = space.encode(images, space.factor() == 1 ? images : noise(streams, shape));
        NoiseSchedule schedule = objective.schedule();
        return Sums.plus(
                Sums.times(latents, schedule.alpha(time)),
                schedule.sigma(time),
                noise(streams, shape));
    }

    private SplitMix[] streams(Tensor images) {
        float[] pixels = Plain.floats(images);
        SplitMix[] streams = new SplitMix[(int) images.size(0)];
        int each = pixels.length / streams.length;
        for (int b = 0; b < streams.length; b++) {
            long hash = 0;
            for (int i = b * each; i < (b + 1) * each; i++) {
                hash = 31 * hash + Float.floatToIntBits(pixels[i]);
            }
            streams[b] = SplitMix.of(seed, hash);
        }
        return streams;
    }

    private static Tensor noise(SplitMix[] streams, long... shape) {
        float[] values = new float[(int) (shape[0] * shape[1] * shape[2] * shape[3])];
        int each = values.length / streams.length;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) streams[i / each].gaussian();
        }
        return Plain.tensor(values, shape);
    }
}
