package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.pretrained.StableDiffusion;
import org.symbiosis.pretrained.StableDiffusionTap;
import org.symbiosis.pretrained.StableDiffusionTap.Noise;
import org.symbiosis.pretrained.TappedLayer;
import org.symbiosis.pretrained.UNet2dCondition.SelfAttention;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Stable Diffusion over the squares in the middle of a set's pictures: the layer in the middle and
 * those of the next two levels with attention on the way up, seven in all (section 3). Each image
 * is encoded once; every reading draws one noise level and fresh noise for each of its images.
 */
public final class DiffusionSetTap implements SetAttention, AutoCloseable {
    /** Lowest noise level of a set's readings. */
    public static final int FROM = 20;

    /** Beyond the highest noise level of a set's readings. */
    public static final int TO = 300;

    private static final int IMAGES_AT_ONCE = 4;
    private static final String LAYERS = "(mid_block|up_blocks\\.[12])\\..*";

    private final StableDiffusionTap tap;
    private final IntFunction<Picture> pictures;
    private final long seed;
    private final float[][] latents; // each (L, h, w)
    private long[] shape; // of one image's latents

    /**
     * A tap.
     *
     * @param model stays the caller's, and open while the tap is used
     * @param images of the set
     * @param pictures by their numbers
     * @param side of the squares in pixels
     * @param seed of the latents' draws
     * @throws org.symbiosis.UserError when the side is no multiple of the model's unit
     */
    public DiffusionSetTap(
            StableDiffusion model, int images, IntFunction<Picture> pictures, int side, long seed) {
        this.tap = model.tap(side);
        this.pictures = pictures;
        this.seed = seed;
        this.latents = new float[images][];
    }

    /** Places from edge to edge of the finest layer that is read. */
    public int side() {
        return tap.layers().stream()
                .filter(DiffusionSetTap::isRead)
                .mapToInt(l -> l.grid().rows())
                .max()
                .orElseThrow();
    }

    private static boolean isRead(SelfAttention layer) {
        return layer.name().matches(LAYERS);
    }

    @Override
    public List<AttentionLayer> layers(int[] images, SplitMix random) {
        List<List<AttentionLayer>> parts = new ArrayList<>();
        for (int from = 0; from < images.length; from += IMAGES_AT_ONCE) {
            int count = Math.min(IMAGES_AT_ONCE, images.length - from);
            float[][] some = new float[count][];
            List<Noise> noises = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                some[i] = latents(images[from + i]);
                noises.add(new Noise(FROM + random.below(TO - FROM), random.next()));
            }
            parts.add(read(some, noises));
        }
        List<AttentionLayer> joined = new ArrayList<>();
        for (int l = 0; l < parts.get(0).size(); l++) {
            int layer = l;
            joined.add(AttentionLayer.joined(parts.stream().map(p -> p.get(layer)).toList()));
        }
        return joined;
    }

    private float[] latents(int image) {
        if (latents[image] == null) {
            try (Scope s = Scope.open()) {
                Planes square = SetTap.square(pictures.apply(image), tap.side());
                Tensor pixels = Plain.tensor(square.values(), 1, 3, tap.side(), tap.side());
                Tensor found = tap.latents(pixels, SplitMix.of(seed, image).next());
                shape = new long[] {1, found.size(1), found.size(2), found.size(3)};
                latents[image] = Plain.floats(found);
            }
        }
        return latents[image];
    }

    private List<AttentionLayer> read(float[][] some, List<Noise> noises) {
        TensorVector each = new TensorVector();
        for (float[] one : some) {
            each.push_back(Plain.tensor(one, shape));
        }
        List<AttentionLayer> layers = new ArrayList<>();
        for (TappedLayer t : tap.tap(torch.cat(each, 0), noises)) {
            if (t.name().matches(LAYERS)) {
                layers.add(new AttentionLayer(t.name(), t.grid(), t.q(), t.k(), t.v()));
            } else {
                List.of(t.q(), t.k(), t.v()).forEach(Tensor::close);
            }
        }
        return layers;
    }

    /** Frees the prompt; the model stays. */
    @Override
    public void close() {
        tap.close();
    }
}
