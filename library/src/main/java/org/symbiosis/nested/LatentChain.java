package org.symbiosis.nested;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Latents of some images, from the top level down as far as they are known.
 *
 * @param levels L of the hierarchy
 * @param latents {@code z_L}, {@code z_(L-1)}, ..., each {@code (B, c, s, s)}
 */
public record LatentChain(int levels, List<Tensor> latents) {
    /** Copies the list. */
    public LatentChain {
        latents = List.copyOf(latents);
        if (latents.size() > levels) {
            throw new IllegalArgumentException(
                    latents.size() + " latents of " + levels + " levels");
        }
    }

    /** Nothing known yet. */
    public static LatentChain empty(int levels) {
        return new LatentChain(levels, List.of());
    }

    /** The lowest level that is known; L + 1 when none is. */
    public int lowest() {
        return levels + 1 - latents.size();
    }

    /** The latent of a level that is known. */
    public Tensor level(int l) {
        return latents.get(levels - l);
    }

    /** One level more below. */
    LatentChain and(Tensor next) {
        List<Tensor> more = new ArrayList<>(latents);
        more.add(next);
        return new LatentChain(levels, more);
    }

    /**
     * Only what lies at this level and above.
     *
     * @throws UserError when that is not known, or there is no such level
     */
    public LatentChain downTo(int level) {
        if (level < 1 || level > levels + 1) {
            throw UserError.usage(
                    "there is no level " + level + " to fix",
                    "choose one of 1 (the image) to " + levels + " (the top)");
        }
        if (level < lowest()) {
            throw UserError.usage(
                    "the latents reach down to level " + lowest() + ", not " + level,
                    "fix a level that is there, or give a file with all of them");
        }
        return new LatentChain(levels, latents.subList(0, levels + 1 - level));
    }

    /** Images {@code from} (inclusive) to {@code to} (exclusive) only. */
    public LatentChain part(int from, int to) {
        return new LatentChain(
                levels, latents.stream().map(z -> z.narrow(0, from, to - from)).toList());
    }

    /** Some of the images, in this order. */
    public LatentChain rows(int... rows) {
        long[] wide = Arrays.stream(rows).asLongStream().toArray();
        Tensor order = Plain.tensor(wide, wide.length);
        return new LatentChain(
                levels, latents.stream().map(z -> z.index_select(0, order)).toList());
    }

    /** The same latents for so many images each, one after the other. */
    public LatentChain repeated(int times) {
        int images = latents.isEmpty() ? 0 : Math.toIntExact(latents.get(0).size(0));
        int[] rows = new int[images * times];
        Arrays.setAll(rows, i -> i / times);
        return rows(rows);
    }

    /** Several batches as one. */
    public static LatentChain joined(List<LatentChain> parts) {
        LatentChain first = parts.get(0);
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < first.latents.size(); i++) {
            TensorVector one = new TensorVector();
            for (LatentChain part : parts) {
                one.push_back(part.latents.get(i));
            }
            all.add(cat(one, 0));
        }
        return new LatentChain(first.levels, all);
    }

    /** Lets the latents outlive every scope; balanced by {@link #release}. */
    LatentChain keep() {
        latents.forEach(Scope::keep);
        return this;
    }

    /** Gives kept latents back. */
    void release() {
        latents.forEach(Scope::release);
    }
}
