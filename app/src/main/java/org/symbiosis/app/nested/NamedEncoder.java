package org.symbiosis.app.nested;

import org.symbiosis.nested.latents.TransformerEncoder.Readout;
import org.symbiosis.nested.latents.VisualEncoder;

/**
 * A visual encoder that is not opened yet.
 *
 * @param name file, run or public name
 * @param readout which vector of a transformer stands for an image
 */
public record NamedEncoder(String name, Readout readout) {
    /**
     * Opens it.
     *
     * @throws org.symbiosis.UserError when it is no encoder, or damaged
     */
    public VisualEncoder open() {
        return VisualEncoders.open(name, readout);
    }
}
