package org.symbiosis.data.annotated;

import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;

/**
 * Images and the category of each of their pixels; read when asked for, by any number of threads.
 */
public interface AnnotatedImages {
    /** The images; they belong to no classes as wholes. */
    ImageSource images();

    /** What pixels can belong to. */
    List<Category> categories();

    /**
     * For each pixel of image {@code i} an index into {@link #categories()}, or {@link
     * Labels#VOID}; as large as the image.
     *
     * @throws UserError when the truth is missing, damaged or contradicts itself
     */
    Labels labels(int i);

    /** Number of images. */
    default int size() {
        return images().size();
    }

    /**
     * Image {@code i}.
     *
     * @throws UserError when it is missing or damaged
     */
    default Picture picture(int i) {
        return ImageFiles.picture(images(), i);
    }
}
