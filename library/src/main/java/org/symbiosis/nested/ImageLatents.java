package org.symbiosis.nested;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Planes;
import org.symbiosis.nested.latents.HierarchyEncoder;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentPyramid;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.tensor.Plain;

/** The latents of a user's own images, from where variations start. */
public final class ImageLatents {
    private ImageLatents() {}

    /**
     * All levels of images, in the caller's scope.
     *
     * @param images squares of the side that the model's pyramid takes, values in [0, 1]
     * @throws UserError when the encoder is not the one that the model was trained with
     */
    public static LatentChain of(
            NestedFile model, VisualEncoder encoder, ImageCodec codec, List<Planes> images) {
        if (!encoder.fingerprint().equals(model.latents().encoderFingerprint())) {
            throw UserError.usage(
                    "the model was trained with another encoder (%s %s, not %s %s)"
                            .formatted(
                                    model.latents().encoder(),
                                    model.latents().encoderFingerprint(),
                                    encoder.name(),
                                    encoder.fingerprint()),
                    "give the encoder that its latents were made with");
        }
        LatentPyramid pyramid = model.config().pyramid();
        try (NoGradGuard g = new NoGradGuard()) {
            Tensor all = tensor(images, pyramid.imageSide());
            HierarchyEncoder hierarchy = new HierarchyEncoder(pyramid, encoder);
            LatentChain chain =
                    new LatentChain(pyramid.levels(), hierarchy.latents(all, model.reducers()));
            return chain.and(pyramid.first().mean(codec.stored(all)));
        }
    }

    private static Tensor tensor(List<Planes> images, int side) {
        float[] values = new float[images.size() * 3 * side * side];
        for (int i = 0; i < images.size(); i++) {
            Planes image = images.get(i);
            if (image.width() != side || image.height() != side) {
                throw new IllegalArgumentException(
                        "images of " + side + " x " + side + " pixels are wanted");
            }
            System.arraycopy(image.values(), 0, values, i * 3 * side * side, 3 * side * side);
        }
        return Plain.tensor(values, images.size(), 3, side, side);
    }
}
