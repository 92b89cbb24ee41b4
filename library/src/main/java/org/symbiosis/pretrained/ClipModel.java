package org.symbiosis.pretrained;

import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;

/** CLIP's image tower as an attention model; with the text tower, if the file had one. */
public final class ClipModel implements AttentionModel {
    private final String name;
    private final ClipImage image;
    private final Optional<Clip> whole;

    private ClipModel(String name, ClipImage image, Optional<Clip> whole) {
        this.name = name;
        this.image = image;
        this.whole = whole;
    }

    /**
     * Takes both towers over.
     *
     * @param name for reports
     * @param clip is closed with this model
     */
    public static ClipModel of(String name, Clip clip) {
        return new ClipModel(name, clip.image(), Optional.of(clip));
    }

    /**
     * Takes an image tower over.
     *
     * @param name for reports
     * @param image is closed with this model
     */
    public static ClipModel ofImages(String name, ClipImage image) {
        return new ClipModel(name, image, Optional.empty());
    }

    /** The image tower. */
    public ClipImage image() {
        return image;
    }

    /**
     * Both towers.
     *
     * @throws UserError when the file had the image tower only
     */
    public Clip clip() {
        return whole.orElseThrow(
                () ->
                        UserError.usage(
                                name + " holds CLIP's image tower only, and texts need the other",
                                "give a file with both towers, such as clip-b16"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int patch() {
        return image.config().patch();
    }

    @Override
    public int side() {
        return image.config().size();
    }

    @Override
    public int specialTokens() {
        return 1;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.CLIP;
    }

    @Override
    public int heads() {
        return image.config().tower().heads();
    }

    @Override
    public int depth() {
        return image.config().tower().depth();
    }

    @Override
    public int dim() {
        return image.config().tower().width();
    }

    /** The final norm, which CLIP itself applies to the class token, is applied to all. */
    @Override
    public Tensor forward(Tensor images, Trace trace) {
        try (NoGradGuard g = new NoGradGuard()) {
            return image.tokens(images, trace);
        }
    }

    @Override
    public void close() {
        Layer all = whole.isPresent() ? whole.get() : image;
        all.close();
    }
}
