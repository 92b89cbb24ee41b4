package org.symbiosis.decay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.BranchDrop;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Patches;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;

/**
 * A masked autoencoder: it sees a quarter of an image's patches and predicts the rest (He et al.
 * 2022), with decayed identity shortcuts in its encoder and U-Net skips to its decoder (chapter 2).
 *
 * <p>Weights carry the names of the reference implementations.
 */
public final class Mae extends Layer {
    private static final Scalar EPS = eps();

    private final MaeConfig config;
    private final VisionTransformer encoder;
    private final Decoder decoder;
    private final String[] sourceNames;

    /**
     * What became of a batch.
     *
     * @param latent the encoder's output for the kept patches, {@code (B, 1 + kept, D)}
     * @param prediction {@code (B, N, p * p * C)}, in units of the target
     * @param patches the images' own pixels in patches, {@code (B, N, p * p * C)}
     * @param mask which patches were removed
     * @param loss mean square error over the removed patches, ()
     */
    public record Reconstruction(
            Tensor latent, Tensor prediction, Tensor patches, Mask mask, Tensor loss) {}

    private static Scalar eps() {
        Engine.start();
        return Scope.keep(new Scalar(1e-6));
    }

    /** A model with first values drawn from the engine's generator. */
    public Mae(MaeConfig config) {
        this.config = config;
        this.encoder = child("", new VisionTransformer(config.encoder()));
        this.decoder =
                child(
                        "",
                        config.skips() == Skips.NONE
                                ? new PlainDecoder(config)
                                : new SkipDecoder(config));
        this.sourceNames =
                IntStream.range(0, config.depth() / 2)
                        .mapToObj(i -> "blocks." + (2 * i + 1))
                        .toArray(String[]::new);
        initialise();
    }

    private void initialise() {
        for (Map.Entry<String, Tensor> p : parameters().entrySet()) {
            if (p.getValue().dim() >= 2 && p.getKey().endsWith(".weight")) {
                Initialisation.xavierUniform(p.getValue());
            } else if (p.getValue().dim() == 1
                    && p.getKey().endsWith(".bias")
                    && !ofPatches(p.getKey())) {
                Initialisation.constant(p.getValue(), 0);
            }
        }
        if (config.firstStep() == MaeConfig.FirstStep.ZERO_BRANCHES) {
            encoder.blocks().zeroBranches();
            decoder.zeroBranches();
        }
    }

    /** The patch convolution's bias keeps the framework's default, as in the reference. */
    private static boolean ofPatches(String name) {
        return name.equals("patch_embed.proj.bias");
    }

    /** What this model was made from. */
    public MaeConfig config() {
        return config;
    }

    /** The encoder: what is left after training for features. */
    public VisionTransformer encoder() {
        return encoder;
    }

    /**
     * Masks, encodes and predicts.
     *
     * @param images normalised, {@code (B, C, H, W)}
     * @param noise uniform numbers that decide what is masked, {@code (B, N)}
     */
    public Reconstruction forward(Tensor images, Tensor noise, Trace trace) {
        Mask mask = Mask.of(noise, config.kept());
        Trace blocks = decoder.usesSources() ? Trace.of(sourceNames) : Trace.none();
        Tensor kept = mask.keep(encoder.embed(images)); // (B, kept, D)
        Tensor latent = encoder.encode(kept, BranchDrop.NONE, blocks);
        Tensor prediction = decoder.forward(latent, sources(blocks), mask, trace);
        Tensor patches = Patches.cut(images, config.patch()); // (B, N, p * p * C)
        Tensor loss = loss(prediction, patches, mask);
        return new Reconstruction(latent, prediction, patches, mask, loss);
    }

    private List<Tensor> sources(Trace trace) {
        List<Tensor> sources = new ArrayList<>();
        if (decoder.usesSources()) {
            for (String name : sourceNames) {
                sources.add(trace.get(name));
            }
        }
        return sources;
    }

    /** Mean square error over the removed patches. */
    private Tensor loss(Tensor prediction, Tensor patches, Mask mask) {
        Tensor perPatch = prediction.sub(target(patches)).square().mean(-1); // (B, N)
        return perPatch.mul(mask.removed()).sum().div(mask.removed().sum());
    }

    /** What the decoder should predict for these pixels: {@code (B, N, p * p * C)}. */
    public Tensor target(Tensor patches) {
        if (config.target() == MaeConfig.Target.PIXELS) {
            return patches;
        }
        long[] pixels = {-1};
        Tensor mean = patches.mean(pixels, true, new ScalarTypeOptional());
        Tensor variance = patches.var(pixels, true, true); // unbiased, as in the reference
        return patches.sub(mean).div(variance.add(EPS).sqrt());
    }

    /**
     * Pictures of a prediction: each patch brought back to its own mean and deviation where the
     * target was normalised, which the picture then leaks.
     *
     * @return {@code (B, N, p * p * C)} in units of the images
     */
    public Tensor pixels(Reconstruction r) {
        if (config.target() == MaeConfig.Target.PIXELS) {
            return r.prediction();
        }
        long[] pixels = {-1};
        Tensor mean = r.patches().mean(pixels, true, new ScalarTypeOptional());
        Tensor variance = r.patches().var(pixels, true, true);
        return r.prediction().mul(variance.add(EPS).sqrt()).add(mean);
    }

    /**
     * Tokens of whole images, nothing masked: the representation.
     *
     * @param images of the configured size or another multiple of the patch
     * @return {@code (B, 1 + N, D)}, the class token first
     */
    public Tensor encode(Tensor images, Trace trace) {
        return encoder.forward(images, trace);
    }
}
