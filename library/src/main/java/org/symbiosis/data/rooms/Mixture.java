package org.symbiosis.data.rooms;

import java.util.List;
import org.symbiosis.data.SplitMix;

/**
 * Lights that are on together; light adds up, so no ray is needed for a new lighting.
 *
 * @param shares at least one light slot with its weight
 */
public record Mixture(List<Share> shares) {
    /**
     * A light slot at some strength.
     *
     * @param slot 0 .. 24
     * @param weight above 0; 1 is the slot's own strength
     */
    public record Share(int slot, double weight) {
        /** Checks the ranges. */
        public Share {
            if (slot < 0 || slot >= LightSlot.COUNT || !(weight > 0)) {
                throw new IllegalArgumentException("no light " + slot + " of weight " + weight);
            }
        }
    }

    /** Checks that there is light. */
    public Mixture {
        shares = List.copyOf(shares);
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("a mixture of no lights");
        }
    }

    /** One slot alone. */
    public static Mixture of(int slot) {
        return new Mixture(List.of(new Share(slot, 1)));
    }

    /** Lighting {@code k} of a scene: the 25 slots, then random pairs. */
    static Mixture of(long seed, long index, int k) {
        if (k < LightSlot.COUNT) {
            return of(k);
        }
        SplitMix r = Purpose.MIXTURE.open(seed, index, k - LightSlot.COUNT);
        int first = r.below(LightSlot.COUNT);
        int second = (first + 1 + r.below(LightSlot.COUNT - 1)) % LightSlot.COUNT;
        return new Mixture(List.of(new Share(first, r.u(.3, 1)), new Share(second, r.u(.3, 1))));
    }

    /** How captions say it, such as {@code from the left and by a lamp}. */
    public String phrase() {
        List<String> phrases =
                shares.stream().map(s -> LightSlot.ALL.get(s.slot()).phrase()).distinct().toList();
        return String.join(" and ", phrases);
    }

    int[] slots() {
        return shares.stream().mapToInt(Share::slot).toArray();
    }

    /** The weighted sum of radiances, one for each share. */
    float[] sum(List<float[]> radiance) {
        float[] sum = new float[radiance.get(0).length];
        for (int i = 0; i < sum.length; i++) {
            double total = 0;
            for (int k = 0; k < shares.size(); k++) {
                total += shares.get(k).weight() * radiance.get(k)[i];
            }
            sum[i] = (float) total;
        }
        return sum;
    }
}
