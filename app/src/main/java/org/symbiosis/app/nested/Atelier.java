package org.symbiosis.app.nested;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Planes;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.SamplingConfig;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.nested.ImageLatents;
import org.symbiosis.nested.LatentChain;
import org.symbiosis.nested.LatentsFile;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.NestedFile.Weights;
import org.symbiosis.nested.NestedSampler;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.SquareImage;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/** A trained hierarchy with all that turns its latents into pictures and pictures into latents. */
public final class Atelier implements AutoCloseable {
    private static final int DECODED_AT_ONCE = 16;

    private final NestedFile model;
    private final ImageCodec codec;
    private final NestedSampler sampler;

    private Atelier(NestedFile model, ImageCodec codec, NestedSampler sampler) {
        this.model = model;
        this.codec = codec;
        this.sampler = sampler;
    }

    /** How pictures are to be drawn, for what a model was trained for. */
    @FunctionalInterface
    public interface How {
        /** The way to draw from this model. */
        GenerationConfig of(NestedFile model);
    }

    /**
     * Opens a run.
     *
     * @param autoencoder file or name of the autoencoder, for hierarchies on its latents
     */
    public static Atelier open(
            Path run, Weights weights, Optional<String> autoencoder, How how, Progress progress) {
        NestedFile model = NestedFile.open(run, weights);
        try {
            ImageCodec codec = ImageCodecs.open(model.config().pyramid().first(), autoencoder);
            model.latents().requireCodec(codec);
            return new Atelier(model, codec, new NestedSampler(model, how.of(model), progress));
        } catch (UserError e) {
            model.close();
            throw e;
        }
    }

    /**
     * Opens a run to draw from it as is wished for.
     *
     * @throws UserError when it cannot fulfil a wish
     */
    public static Atelier open(
            Path run, Wishes wishes, HierarchyWishes hierarchy, Progress progress) {
        if (wishes.lanes() != SamplingConfig.USUAL_LANES) {
            throw UserError.usage(
                    "networks of a hierarchy always see "
                            + SamplingConfig.USUAL_LANES
                            + " pictures",
                    "leave out --lanes");
        }
        Weights weights =
                wishes.weights() == DiffusionFile.Weights.MEAN ? Weights.MEAN : Weights.LAST;
        return open(
                run,
                weights,
                wishes.autoencoder().map(Path::toString),
                model -> hierarchy.how(model, wishes),
                progress);
    }

    /** The hierarchy. */
    public NestedFile model() {
        return model;
    }

    /** How it draws. */
    public GenerationConfig how() {
        return sampler.how();
    }

    /** The weights of guidance in use, the top level first. */
    public List<Double> weights() {
        return sampler.weights();
    }

    /** Draws the levels below those that are known; the chain belongs to the caller's scope. */
    public LatentChain draw(LatentChain known, SampleRequest request) {
        return sampler.complete(known, request);
    }

    /** Draws all levels. */
    public LatentChain draw(SampleRequest request) {
        return sampler.sample(request);
    }

    /** The pictures of chains that reach down to the image. */
    public List<Planes> pictures(LatentChain chain) {
        return pictures(chain.level(1));
    }

    /** The pictures of bottom latents {@code (B, C, s, s)}. */
    public List<Planes> pictures(Tensor z1) {
        List<Planes> all = new ArrayList<>();
        for (long from = 0; from < z1.size(0); from += DECODED_AT_ONCE) {
            long count = Math.min(DECODED_AT_ONCE, z1.size(0) - from);
            try (Scope s = Scope.open();
                    NoGradGuard g = new NoGradGuard()) {
                all.addAll(Bitmaps.planes(codec.images(z1.narrow(0, from, count))));
            }
        }
        return all;
    }

    /**
     * Latents to start from: a file that 'generate' left beside its pictures, or photographs.
     *
     * @param from a {@code .safetensors}, or a location of images
     * @param encoder of the photographs, the one that the model's latents were made with
     * @throws UserError when they do not fit the model
     */
    public LatentsFile start(String from, Optional<NamedEncoder> encoder) {
        if (from.endsWith(".safetensors")) {
            return LatentsFile.read(Path.of(from), model);
        }
        NamedEncoder reader =
                encoder.orElseThrow(
                        () ->
                                UserError.usage(
                                        "photographs are read by the model's encoder ("
                                                + model.latents().encoder()
                                                + ")",
                                        "give it by --encoder"));
        try (VisualEncoder network = reader.open()) {
            return LatentsFile.of(
                    ImageLatents.of(model, network, codec, squares(from)), new Prompts.None());
        }
    }

    /** Photographs as the model's squares. */
    public List<Planes> squares(String location) {
        int side = model.config().pyramid().imageSide();
        List<Planes> all = new ArrayList<>();
        try (ImageSource source = Locations.open(location)) {
            for (int i = 0; i < source.size(); i++) {
                all.add(SquareImage.of(source.read(i), side));
            }
            return all;
        } catch (IOException e) {
            throw UserError.failed(location + ": " + e.getMessage(), "mend or remove the file", e);
        }
    }

    @Override
    public void close() {
        model.close();
        codec.close();
    }
}
