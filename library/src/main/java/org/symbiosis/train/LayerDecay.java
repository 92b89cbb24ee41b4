package org.symbiosis.train;

/**
 * Layer-wise learning rates for fine-tuning a vision transformer: the deeper a layer lies below the
 * head, the slower it moves (Clark et al. 2020).
 *
 * <p>Layers count from 0, the embeddings, over {@code block + 1} to {@code depth + 1}, the head and
 * the final norm.
 */
public final class LayerDecay {
    private static final String BLOCKS = "blocks.";

    private LayerDecay() {}

    /**
     * The factor of a layer's learning rate: {@code layerDecay^(depth + 1 - layer)}.
     *
     * @param layerDecay in (0, 1]; 1 for the same rate everywhere
     * @param depth blocks of the transformer
     * @param layer 0 to {@code depth + 1}
     */
    public static double scale(double layerDecay, int depth, int layer) {
        if (!(layerDecay > 0 && layerDecay <= 1)) {
            throw new IllegalArgumentException("layerDecay must lie in (0, 1], not " + layerDecay);
        }
        if (layer < 0 || layer > depth + 1) {
            throw new IllegalArgumentException(
                    "layer must lie in 0 to " + (depth + 1) + ", not " + layer);
        }
        return Math.pow(layerDecay, depth + 1 - layer);
    }

    /** The factors of all layers, embeddings first: {@code depth + 2} values. */
    public static double[] scales(double layerDecay, int depth) {
        double[] scales = new double[depth + 2];
        for (int layer = 0; layer < scales.length; layer++) {
            scales[layer] = scale(layerDecay, depth, layer);
        }
        return scales;
    }

    /** The layer that a vision transformer's parameter of this name belongs to. */
    public static int layer(String name, int depth) {
        if (name.equals("cls_token")
                || name.equals("pos_embed")
                || name.startsWith("patch_embed.")) {
            return 0;
        }
        if (name.startsWith(BLOCKS)) {
            int end = name.indexOf('.', BLOCKS.length());
            return Integer.parseInt(name.substring(BLOCKS.length(), end)) + 1;
        }
        return depth + 1;
    }
}
