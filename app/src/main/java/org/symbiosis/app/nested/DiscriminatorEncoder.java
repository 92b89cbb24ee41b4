package org.symbiosis.app.nested;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.BackboneConfig;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.nested.latents.Fingerprint;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.nn.Trace;

/**
 * The backbone of a discriminator, a structural GAN's or SimCLR's, as visual encoder. Its vector is
 * the mean over its last map, so that crops and map speak of the same channels.
 */
final class DiscriminatorEncoder implements VisualEncoder {
    private final String name;
    private final Discriminator network;
    private final BackboneConfig.Residual backbone;
    private final Preparation preparation;
    private final Runnable closing;
    private final String fingerprint;

    /**
     * Reads with a network that somebody else has opened.
     *
     * @param name to call it in reports
     * @param preparation of the images that it was trained for
     * @param closing frees the network
     * @throws UserError when it reads points instead of images
     */
    DiscriminatorEncoder(
            String name, Discriminator network, Preparation preparation, Runnable closing) {
        if (!(network.config().backbone() instanceof BackboneConfig.Residual residual)
                || preparation.side().isEmpty()) {
            throw UserError.usage(
                    name + " reads points, not images", "give an encoder of images by --encoder");
        }
        this.name = name;
        this.network = network;
        this.backbone = residual;
        this.preparation = preparation;
        this.closing = closing;
        this.fingerprint =
                Fingerprint.of(
                        network.config() + "" + preparation.normalisation() + inputSide(), network);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public int inputSide() {
        return preparation.side().orElseThrow();
    }

    @Override
    public Normalisation normalisation() {
        return preparation.normalisation();
    }

    @Override
    public int channels() {
        return backbone.features();
    }

    @Override
    public Tensor vectors(Tensor images) {
        return network.features(images);
    }

    /** The last map before it is averaged: a network of four stages has one cell for 8 pixels. */
    @Override
    public Tensor map(Tensor images) {
        String last = "stage" + backbone.stages().size();
        Trace trace = Trace.of(last);
        network.forward(images, trace);
        return trace.get(last);
    }

    @Override
    public void close() {
        closing.run();
    }
}
