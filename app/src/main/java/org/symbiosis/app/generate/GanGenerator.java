package org.symbiosis.app.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.diffusion.DiffusionFile.Weights;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/** Pictures of a structural GAN. */
final class GanGenerator implements Generator {
    private static final int AT_ONCE = 32;
    private static final int STANDING_IMAGES = 64; // in each batch

    private final GanFile file;
    private final org.symbiosis.adversarial.Generator network;
    private final Wishes wishes;

    /** Opens a run, its weights or a checkpoint. */
    GanGenerator(Path model, Wishes wishes) {
        refuse("--sampler", wishes.sampler().isPresent());
        refuse("--steps", wishes.steps().isPresent());
        refuse("--guidance", wishes.guidance() != 0);
        refuse("--autoencoder", wishes.autoencoder().isPresent());
        this.wishes = wishes;
        this.file = GanFile.open(model);
        this.network =
                wishes.weights() == Weights.MEAN
                        ? file.model().momentGenerator()
                        : file.model().generator();
        if (network.config().shape().size() != 3) {
            file.close();
            throw UserError.usage(model + " makes points, not pictures", "give a GAN of images");
        }
        wishes.standing().ifPresent(this::stand);
    }

    private void stand(int batches) {
        Seed.set(wishes.seed());
        network.standingStatistics(batches, STANDING_IMAGES);
    }

    private static void refuse(String option, boolean given) {
        if (given) {
            throw UserError.usage(
                    "a GAN draws in one pass and has no use for " + option, "leave it out");
        }
    }

    @Override
    public Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("kind", "gan");
        wishes.standing().ifPresent(batches -> words.put("standing batches", batches));
        words.put(
                "weights", wishes.weights() == Weights.MEAN ? "running mean" : "of the last step");
        return words;
    }

    @Override
    public int classes() {
        return 0;
    }

    @Override
    public List<Planes> images(long first, int[] labels) {
        List<Planes> all = new ArrayList<>();
        for (int from = 0; from < labels.length; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, labels.length - from);
            try (Scope s = Scope.open();
                    NoGradGuard g = new NoGradGuard()) {
                Tensor images = network.forward(noise(first + from, count)); // in [-1, 1]
                all.addAll(Bitmaps.planes(images.add(new Scalar(1)).mul(new Scalar(0.5))));
            }
        }
        return all;
    }

    /** Noise of these pictures, each from a stream of its own. */
    private Tensor noise(long first, int count) {
        int size = network.config().noise();
        float[] values = new float[count * size];
        for (int i = 0; i < count; i++) {
            SplitMix random = SplitMix.of(wishes.seed(), first + i);
            for (int j = 0; j < size; j++) {
                values[i * size + j] = (float) random.gaussian();
            }
        }
        return Plain.tensor(values, count, size);
    }

    @Override
    public void close() {
        file.close();
    }
}
