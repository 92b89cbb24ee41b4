package org.symbiosis.app.generation;

import org.symbiosis.data.ImageSource;

/** A network in whose features sets of images are compared. */
public interface Judge extends AutoCloseable {
    /**
     * What a distance in these features is called: only the network of pytorch-fid makes an FID.
     *
     * @param images that were generated
     */
    String measure(long images);

    /** The features in words: network, resize or layer. */
    String features();

    /**
     * Looks at a set of images.
     *
     * @param splits parts of the Inception score
     */
    Judgement judge(ImageSource images, int splits);

    @Override
    void close();
}
