package org.symbiosis.nested.latents;

import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.pretrained.VitModel;
import org.symbiosis.tensor.Seed;

/** An untrained transformer for pictures of 16 pixels: 32 channels, a map of 4 x 4. */
public final class ToyEncoder {
    private ToyEncoder() {}

    public static TransformerEncoder of(long seed) {
        VisionTransformerConfig config =
                new VisionTransformerConfig(
                        16,
                        16,
                        3,
                        4,
                        TransformerConfig.of(32, 2, 2, new Shortcut.Identity()),
                        Positions.Kind.SIN_COS,
                        VisionTransformerConfig.End.NORM);
        VitModel model =
                Seed.aside(
                        () -> {
                            Seed.set(seed);
                            return new VitModel(
                                    "toy", new VisionTransformer(config), Normalisation.HALF);
                        });
        return new TransformerEncoder(model, TransformerEncoder.Readout.CLASS_TOKEN);
    }
}
