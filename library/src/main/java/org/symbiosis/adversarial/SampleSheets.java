package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.cat;

import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.PictureFile;

/**
 * Pictures of how the generator comes on: the same noise each time, the momentum generator's images
 * on the left and the generator's on the right, and real ones on the first sheet.
 */
final class SampleSheets {
    private static final int SIDE = 8;
    private static final int GAP = 8;

    /** Keeps this noise apart from what the training draws. */
    private static final long STREAM = 0x5eed_5eed_5eed_5eedL;

    private final Path folder;
    private final int every;
    private final long seed;

    private SampleSheets(Path folder, int every, long seed) {
        this.folder = folder;
        this.every = every;
        this.seed = seed;
    }

    static SampleSheets in(Path folder, GanRecipe recipe) {
        boolean images = recipe.model().generator().shape().size() == 3;
        return new SampleSheets(
                folder, images ? recipe.sheetEvery() : 0, recipe.train().seed() ^ STREAM);
    }

    static SampleSheets none() {
        return new SampleSheets(Path.of(""), 0, 0);
    }

    /** Draws what this step asks for. */
    void after(long step, GanModel model, Tensor real) {
        if (every == 0 || (step % every != 0 && step != 1)) {
            return;
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            if (step == 1) {
                write("real.png", grid(real));
            }
            Tensor noise =
                    Seed.aside(
                            () -> {
                                Seed.set(seed);
                                return Scope.keep(model.generator().noise(SIDE * SIDE));
                            });
            Tensor mean = grid(images(model.momentGenerator(), noise));
            Tensor now = grid(images(model.generator(), noise));
            Scope.release(noise);
            Tensor gap = now.narrow(2, 0, GAP).mul(new org.bytedeco.pytorch.Scalar(0));
            write(
                    String.format(Locale.ROOT, "step-%08d.png", step),
                    cat(new TensorVector(mean, gap, now), 2));
        }
    }

    private static Tensor images(Generator generator, Tensor noise) {
        boolean wasTraining = generator.isTraining();
        generator.eval();
        Tensor images = generator.forward(noise);
        if (wasTraining) {
            generator.train();
        }
        return images;
    }

    /** Up to 64 images {@code (B, 3, H, W)} as one picture {@code (3, 8 H, 8 W)}. */
    private static Tensor grid(Tensor images) {
        long rows = Math.max(1, Math.min(SIDE, images.size(0) / SIDE));
        long columns = Math.min(SIDE, images.size(0));
        long h = images.size(2);
        long w = images.size(3);
        return images.narrow(0, 0, rows * columns)
                .view(rows, columns, images.size(1), h, w)
                .permute(2, 0, 3, 1, 4)
                .reshape(images.size(1), rows * h, columns * w);
    }

    private void write(String name, Tensor picture) {
        PictureFile.write(folder.resolve(name), picture);
    }
}
