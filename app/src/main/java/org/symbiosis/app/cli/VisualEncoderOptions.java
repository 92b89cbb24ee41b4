package org.symbiosis.app.cli;

import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.app.nested.NamedEncoder;
import org.symbiosis.nested.latents.TransformerEncoder.Readout;
import picocli.CommandLine.Option;

/** The visual encoder that makes latents: options of all commands that read images for them. */
final class VisualEncoderOptions {
    @Option(
            names = "--encoder",
            paramLabel = "MODEL",
            description =
                    "The encoder of latents: a run's folder or model of ours (masked autoencoder,"
                            + " GAN, SimCLR), a public ViT or CLIP by file or name, or none for one"
                            + " level. Where latents are there already, the one that they were made"
                            + " with.")
    private String encoder;

    @Option(
            names = "--readout",
            paramLabel = "WHICH",
            defaultValue = "class_token",
            description =
                    "Vector of a transformer: class_token (default) or mean_token; a GAN's is the"
                            + " mean of its map.")
    private Readout readout;

    /** The encoder that was named, if any. */
    Optional<NamedEncoder> given() {
        return Optional.ofNullable(encoder).map(name -> new NamedEncoder(name, readout));
    }

    /**
     * The encoder that was named.
     *
     * @throws UserError when none was
     */
    NamedEncoder required() {
        return given().orElseThrow(
                        () ->
                                UserError.usage(
                                        "latents are made by an encoder", "give one by --encoder"));
    }
}
