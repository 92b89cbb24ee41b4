package org.symbiosis.pretrained;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.VisionTransformerConfig;

/**
 * What {@code models convert} notes beside the weights, since the tensors do not tell it.
 *
 * @param heads attention heads of a block
 * @param normEps added to the variance by the layer norms
 * @param normalisation of the images
 */
record VitNotes(
        Optional<Integer> heads, Optional<Double> normEps, Optional<Normalisation> normalisation) {
    private static final String HEADS = "heads";
    private static final String EPS = "norm_eps";
    private static final String NORMALISATION = "normalisation";

    /** The notes of a file; what is not there, or makes no sense, is left open. */
    static VitNotes of(Map<String, String> metadata) {
        String heads = metadata.getOrDefault(HEADS, "");
        String eps = metadata.getOrDefault(EPS, "");
        Optional<Normalisation> normalisation = Optional.empty();
        for (Normalisation n : Normalisation.values()) {
            if (n.name().equals(metadata.get(NORMALISATION))) {
                normalisation = Optional.of(n);
            }
        }
        return new VitNotes(
                heads.matches("[1-9]\\d{0,3}")
                        ? Optional.of(Integer.valueOf(heads))
                        : Optional.empty(),
                eps.matches("\\d{1,9}(\\.\\d{1,20})?(E-\\d{1,2})?")
                        ? Optional.of(Double.valueOf(eps)).filter(e -> e > 0)
                        : Optional.empty(),
                normalisation);
    }

    /** The notes of a transformer, for a file's metadata. */
    static Map<String, String> of(VisionTransformerConfig config, Normalisation normalisation) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(HEADS, Integer.toString(config.blocks().heads()));
        notes.put(EPS, Double.toString(config.blocks().normEps()));
        notes.put(NORMALISATION, normalisation.name());
        return notes;
    }
}
