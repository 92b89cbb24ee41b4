package org.symbiosis.decay;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.Preparation;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * How many images a residual network classifies as they are labelled.
 *
 * @param right images
 * @param images in all
 */
public record ResNetAccuracy(int right, int images) {
    private static final int BATCH = 128;

    /** The share in percent. */
    public double percent() {
        return 100.0 * right / images;
    }

    /**
     * Classifies labelled images, one view of each. The model is left in evaluation mode.
     *
     * @throws org.symbiosis.UserError when an image has no class, or one the model does not know
     */
    public static ResNetAccuracy of(
            ResNet model, Preparation preparation, ImageSource images, Progress progress) {
        ResNetTraining.checkLabels(model.config().classes(), images);
        model.eval();
        int right = 0;
        int done = 0;
        progress.begin("classifying " + images.name(), 0, images.size());
        try (Loader loader =
                        new Loader(
                                images,
                                preparation,
                                LoaderConfig.evaluation(BATCH),
                                Batches.Position.START);
                NoGradGuard g = new NoGradGuard()) {
            while (loader.hasNext()) {
                Batch batch = loader.next();
                right += right(model, batch);
                done += batch.size();
                progress.step(done, "%.1f %%".formatted(100.0 * right / done), 0);
            }
        }
        progress.end();
        return new ResNetAccuracy(right, done);
    }

    private static int right(ResNet model, Batch batch) {
        try (Scope s = Scope.open()) {
            Tensor images =
                    Plain.tensor(batch.pixels(), batch.size(), 3, batch.height(), batch.width());
            long[] predicted =
                    Plain.longs(model.forward(images).argmax(new LongOptional(1), false));
            int right = 0;
            for (int i = 0; i < predicted.length; i++) {
                right += predicted[i] == batch.labels()[i] ? 1 : 0;
            }
            return right;
        }
    }
}
