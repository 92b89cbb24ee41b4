package org.symbiosis.nested.latents;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What latents are coordinates in: an encoder, the fitted reductions of its vectors, and what makes
 * the bottom latent. Latents of different identities are never told a network alike.
 *
 * @param encoder hash of the encoder's weights
 * @param encoderName the encoder in words
 * @param codec hash of what makes the bottom latent
 * @param reducers hashes of the reductions, by the sides of their grids
 */
public record LatentsIdentity(
        String encoder, String encoderName, String codec, Map<Integer, String> reducers) {
    /** Copies the map. */
    public LatentsIdentity {
        reducers = Map.copyOf(reducers);
    }

    /** Of latents in a cache, or of those that a model learnt from. */
    public static LatentsIdentity of(LatentManifest manifest, Reducers reducers) {
        Map<Integer, String> hashes = new TreeMap<>();
        reducers.sides()
                .forEach(
                        side ->
                                hashes.put(
                                        side, Fingerprint.of("reduction", reducers.ofSide(side))));
        return new LatentsIdentity(
                manifest.encoderFingerprint(), manifest.encoder(), manifest.codec(), hashes);
    }

    /** Short for the semantic levels of these sides. */
    public String semantic(Collection<Integer> sides) {
        Fingerprint f = Fingerprint.start().add(encoder);
        for (int side : new TreeSet<>(sides)) {
            f.add(side).add(reducers.getOrDefault(side, "none"));
        }
        return f.end();
    }

    /** Short for the semantic levels of these sides and for the bottom latent. */
    public String whole(Collection<Integer> sides) {
        return Fingerprint.start().add(semantic(sides)).add(codec).end();
    }

    /**
     * In what it differs from another one, in words; empty when the levels of these sides and the
     * bottom latent agree.
     */
    public Optional<String> difference(LatentsIdentity other, Collection<Integer> sides) {
        if (!encoder.equals(other.encoder)) {
            return Optional.of(
                    "another encoder (%s %s, not %s %s)"
                            .formatted(encoderName, encoder, other.encoderName, other.encoder));
        }
        for (int side : new TreeSet<>(sides)) {
            if (!reducers.getOrDefault(side, "").equals(other.reducers.getOrDefault(side, ""))) {
                return Optional.of(
                        "another fit of the reduction for the %d x %d level".formatted(side, side));
            }
        }
        return codec.equals(other.codec) ? Optional.empty() : Optional.of("another autoencoder");
    }
}
