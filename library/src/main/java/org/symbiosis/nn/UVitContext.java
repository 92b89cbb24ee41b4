package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.ones;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a batch is told besides the time; each part is there if the network's {@link
 * UVitConditioning} has it, and null or empty otherwise.
 *
 * @param labels of the samples, {@code (B)} whole numbers; {@link UVitConditioning#emptyLabel} for
 *     none
 * @param text states of texts, {@code (B, tokens, channels)}
 * @param latents of the levels above, the top first, each {@code (B, C, side, side)}
 * @param kept whether a sample sees its latents, {@code (B)}, or which of them, {@code (B,
 *     latents)}; where it does not, the empty token stands. Null when all are seen
 */
public record UVitContext(Tensor labels, Tensor text, List<Tensor> latents, Tensor kept) {
    private static final UVitContext NONE = new UVitContext(null, null, List.of(), null);

    /** Takes a copy of the list. */
    public UVitContext {
        latents = List.copyOf(latents);
    }

    /** Nothing. */
    public static UVitContext none() {
        return NONE;
    }

    /** Classes only. */
    public static UVitContext ofLabels(Tensor labels) {
        return new UVitContext(labels, null, List.of(), null);
    }

    /** Texts only. */
    public static UVitContext ofText(Tensor text) {
        return new UVitContext(null, text, List.of(), null);
    }

    /** Latents only, seen where {@code kept} says so; null for everywhere. */
    public static UVitContext ofLatents(List<Tensor> latents, Tensor kept) {
        return new UVitContext(null, null, latents, kept);
    }

    /**
     * This batch and then another one of as many samples and the same parts, as one.
     *
     * @param rows samples in each
     */
    public UVitContext followedBy(UVitContext other, long rows) {
        List<Tensor> both = new ArrayList<>();
        for (int m = 0; m < latents.size(); m++) {
            both.add(joined(latents.get(m), other.latents.get(m)));
        }
        boolean allKept = kept == null && other.kept == null;
        return new UVitContext(
                joined(labels, other.labels),
                joined(text, other.text),
                both,
                allKept ? null : joined(kept(rows), other.kept(rows)));
    }

    private static Tensor joined(Tensor first, Tensor second) {
        return first == null ? null : cat(new TensorVector(first, second), 0);
    }

    /** Which latents are seen, {@code (B, latents)}. */
    private Tensor kept(long rows) {
        if (kept == null) {
            return ones(rows, latents.size()).to(ScalarType.Bool);
        }
        return kept.dim() == 1 ? kept.unsqueeze(1).expand(rows, latents.size()) : kept;
    }
}
