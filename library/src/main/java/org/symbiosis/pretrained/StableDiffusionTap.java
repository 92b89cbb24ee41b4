package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.make_generator_cpu;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;

import java.util.List;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.ClipTokenizer.Padding;
import org.symbiosis.pretrained.UNet2dCondition.SelfAttention;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Queries, keys and values of all self-attentions of Stable Diffusion 1 while it looks at an image
 * under some noise, usually without a prompt (chapter 4).
 *
 * <p>An image is resized to a square, encoded, and a draw of its latents is kept; each tap then
 * adds fresh noise to the same latents. Noise comes from seeds alone, one for each image, so that
 * neither the batch nor what was drawn before changes it.
 */
public final class StableDiffusionTap implements AutoCloseable {
    /** Side of the images that Stable Diffusion was trained on. */
    public static final int SIDE = 512;

    private static final int FEATURE_BLOCK = 1;
    private static final String ATTENTION = ".*\\.attn1\\.[qkv]";

    private final AutoencoderKl autoencoder;
    private final UNet2dCondition denoiser;
    private final Tensor prompt; // (1, M, T)
    private final int side;

    /** What a seed is for. */
    private enum Purpose {
        LATENTS(1),
        NOISE(2);

        private final long key;

        Purpose(long key) {
            this.key = key;
        }
    }

    /**
     * How an image is noised.
     *
     * @param time index of the noise level, 0 to 999
     * @param seed of the noise
     */
    public record Noise(int time, long seed) {
        /** Checks the range. */
        public Noise {
            DiscreteSchedule.alphaBar(time);
        }
    }

    /**
     * What a pass showed.
     *
     * @param layers all self-attentions in the order of the pass
     * @param grid of the features
     * @param features of the second block on the way up, {@code (B, C, rows, columns)}: what
     *     methods of a single layer compare (DIFT, Tang et al. 2023)
     */
    public record Pass(List<TappedLayer> layers, Grid grid, Tensor features) {}

    /**
     * A tap on networks that stay the caller's.
     *
     * @param prompt states of a text, {@code (1, M, T)}, as {@link #prompt} makes them; copied
     * @param side of the square that images are resized to
     * @throws UserError when the networks do not belong together
     */
    public StableDiffusionTap(
            AutoencoderKl autoencoder, UNet2dCondition denoiser, Tensor prompt, int side) {
        int text = denoiser.config().text();
        if (prompt.size(2) != text) {
            throw unfit("text states", prompt.size(2), text);
        }
        int latent = denoiser.config().latent();
        if (autoencoder.config().latent() != latent) {
            throw unfit("latents", autoencoder.config().latent(), latent);
        }
        int unit = autoencoder.config().factor() * denoiser.config().factor();
        if (side < unit || side % unit != 0) {
            throw UserError.usage(
                    "image side " + side, "choose a multiple of " + unit + ", such as " + SIDE);
        }
        this.autoencoder = autoencoder;
        this.denoiser = denoiser;
        this.side = side;
        this.prompt = Scope.keep(prompt.detach().clone());
    }

    private static UserError unfit(String what, long have, long need) {
        return UserError.failed(
                "the " + what + " have " + have + " channels and the denoiser expects " + need,
                "take autoencoder, text encoder and denoiser of one release");
    }

    /** The states of the empty text, padded with end marks: {@code (1, 77, T)}. */
    public static Tensor emptyPrompt(ClipText text, ClipTokenizer tokenizer) {
        return prompt(text, tokenizer, "");
    }

    /** The states of a text, padded with end marks: {@code (1, 77, T)}. */
    public static Tensor prompt(ClipText text, ClipTokenizer tokenizer, String words) {
        return Scope.tidy(
                () -> {
                    try (NoGradGuard g = new NoGradGuard()) {
                        Tensor ids = tokenizer.encode(List.of(words), Padding.END);
                        return text.states(ids, Trace.none());
                    }
                });
    }

    /** The layers in the order in which {@link #tap} returns them. */
    public List<SelfAttention> layers() {
        return denoiser.selfAttentions(grid());
    }

    private Grid grid() {
        int latents = side / autoencoder.config().factor();
        return new Grid(latents, latents);
    }

    /** Side of the square that images are resized to. */
    public int side() {
        return side;
    }

    /**
     * A draw of the latents of images, scaled for the denoiser.
     *
     * @param images {@code (B, 3, H, W)} in [0, 1], of any size
     * @param seeds one for each image
     * @return {@code (B, L, side / f, side / f)}
     */
    public Tensor latents(Tensor images, long... seeds) {
        check(images, seeds.length);
        return Scope.tidy(
                () -> {
                    try (NoGradGuard g = new NoGradGuard()) {
                        Tensor square = upsample_bilinear2d(images, new long[] {side, side}, false);
                        Tensor signed = square.mul(new Scalar(2.0)).sub(new Scalar(1.0));
                        LatentDistribution latents = autoencoder.encode(signed);
                        Tensor noise = noise(latents.mean(), Purpose.LATENTS, seeds);
                        return LatentScale.STABLE_DIFFUSION.forDiffusion(latents.sample(noise));
                    }
                });
    }

    /**
     * Noises latents and lets the denoiser look at them.
     *
     * @param latents as {@link #latents} makes them
     * @param noises one for each image
     * @return all self-attentions in the order of the pass, owned by the caller's scope
     */
    public List<TappedLayer> tap(Tensor latents, List<Noise> noises) {
        return layers(look(latents, noises, ATTENTION));
    }

    /**
     * As {@link #tap}, with the features of the second block on the way up.
     *
     * @param latents as {@link #latents} makes them
     * @param noises one for each image
     * @return owned by the caller's scope
     */
    public Pass pass(Tensor latents, List<Noise> noises) {
        SelfAttention up = denoiser.up(FEATURE_BLOCK, grid());
        Trace trace = look(latents, noises, ATTENTION + "|" + up.name());
        return new Pass(layers(trace), up.grid(), handedOver(trace.get(up.name())));
    }

    /** What was heard under these names belongs to no scope yet. */
    private Trace look(Tensor latents, List<Noise> noises, String names) {
        check(latents, noises.size());
        Trace trace = Trace.matching(name -> name.matches(names));
        try (Scope pass = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            long[] times = noises.stream().mapToLong(Noise::time).toArray();
            Tensor text = prompt.expand(latents.size(0), -1, -1); // (B, M, T)
            Tensor noisy = noised(latents, noises);
            denoiser.forward(noisy, Plain.tensor(times, times.length), text, trace);
            trace.all().values().forEach(Scope::keep);
        }
        return trace;
    }

    private List<TappedLayer> layers(Trace trace) {
        return layers().stream().map(layer -> handedOver(layer, trace)).toList();
    }

    private static void check(Tensor batch, int given) {
        if (batch.size(0) != given) {
            throw new IllegalArgumentException(
                    given + " seeds for a batch of " + batch.size(0) + " images");
        }
    }

    /** {@code sqrt(abar_n) z + sqrt(1 - abar_n) eps}. */
    Tensor noised(Tensor latents, List<Noise> noises) {
        float[] kept = new float[noises.size()];
        float[] added = new float[noises.size()];
        for (int i = 0; i < kept.length; i++) {
            double alphaBar = DiscreteSchedule.alphaBar(noises.get(i).time());
            kept[i] = (float) Math.sqrt(alphaBar);
            added[i] = (float) Math.sqrt(1 - alphaBar);
        }
        long[] seeds = noises.stream().mapToLong(Noise::seed).toArray();
        Tensor eps = noise(latents, Purpose.NOISE, seeds);
        return latents.mul(perImage(kept)).add(eps.mul(perImage(added)));
    }

    private static Tensor perImage(float[] values) {
        return Plain.tensor(values, values.length, 1, 1, 1);
    }

    private static Tensor noise(Tensor like, Purpose purpose, long... seeds) {
        long[] shape = {1, like.size(1), like.size(2), like.size(3)};
        TensorVector all = new TensorVector();
        for (long seed : seeds) {
            long stream = SplitMix.of(seed, purpose.key).next();
            all.push_back(randn(shape, new GeneratorOptional(make_generator_cpu(stream))));
        }
        return cat(all, 0);
    }

    private static TappedLayer handedOver(SelfAttention layer, Trace trace) {
        return new TappedLayer(
                layer.name(),
                layer.grid(),
                handedOver(trace.get(layer.name() + ".q")),
                handedOver(trace.get(layer.name() + ".k")),
                handedOver(trace.get(layer.name() + ".v")));
    }

    /** From nobody's scope to the caller's. */
    private static Tensor handedOver(Tensor kept) {
        Tensor owned = kept.detach();
        Scope.release(kept);
        return owned;
    }

    /** Frees the prompt; the networks stay. */
    @Override
    public void close() {
        Scope.release(prompt);
    }
}
