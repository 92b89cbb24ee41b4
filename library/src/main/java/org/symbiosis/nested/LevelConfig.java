package org.symbiosis.nested;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.diffusion.NoiseSchedule;
import org.symbiosis.diffusion.Objective;
import org.symbiosis.diffusion.Prediction;
import org.symbiosis.nested.latents.LatentShape;
import org.symbiosis.nested.latents.LatentsIdentity;
import org.symbiosis.nn.UVitConditioning;
import org.symbiosis.nn.UVitConfig;

/**
 * One level: all that decides its network and what it learns. It does not name the number of
 * levels, so that a deeper hierarchy takes over the levels above as they are.
 *
 * @param place what the level generates
 * @param own the latent that it generates
 * @param uppers the latents that it sees, the top first
 * @param network size of its U-ViT
 * @param told what it is told besides
 * @param drop how often it is told nothing in training
 * @param schedule of its diffusion
 * @param prediction what its network says; the noise where none is named
 */
public record LevelConfig(
        Place place,
        LatentShape own,
        List<Upper> uppers,
        LevelNetwork network,
        Told told,
        Drop drop,
        NoiseSchedule schedule,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Prediction prediction) {
    /** What a level generates. */
    public enum Place {
        /** The image, or its autoencoder's latent: a convolution follows the patches. */
        IMAGE,
        /** A semantic latent. */
        SEMANTIC
    }

    /**
     * A latent above, as this level sees it.
     *
     * @param shape of the latent
     * @param sigma deviation of the noise on it in training
     */
    public record Upper(LatentShape shape, double sigma) {
        /** Checks the range. */
        public Upper {
            if (!(sigma >= 0) || Double.isInfinite(sigma)) {
                throw new IllegalArgumentException("sigma must not be negative, as " + sigma);
            }
        }
    }

    /** Copies the list, and says the noise where nothing else is named. */
    public LevelConfig {
        uppers = List.copyOf(uppers);
        prediction = prediction == null ? Prediction.NOISE : prediction;
    }

    /** The network of this level (section 5.3.2). */
    public UVitConfig uvit() {
        List<UVitConditioning.Latent> seen =
                uppers.stream()
                        .map(Upper::shape)
                        .map(s -> new UVitConditioning.Latent(s.channels(), s.side(), s.patch()))
                        .toList();
        UVitConfig.End end =
                place == Place.IMAGE ? UVitConfig.End.CONVOLUTION : UVitConfig.End.PATCHES;
        return UVitConfig.level(own.channels(), own.side(), own.patch(), end, seen)
                .withSize(network.dim(), network.depth(), network.heads())
                .withFirstWeights(network.firstWeights())
                .withConditioning(told.conditioning().withLatents(seen));
    }

    /** Short for the latents that it generates and sees, out of such ones. */
    public String latentsOf(LatentsIdentity identity) {
        List<Integer> seen = new ArrayList<>(uppers.stream().map(u -> u.shape().side()).toList());
        if (place == Place.IMAGE) {
            return identity.whole(seen);
        }
        seen.add(own.side());
        return identity.semantic(seen);
    }

    /** In what it differs from another level, in words; empty when it is the same. */
    public List<String> differences(LevelConfig other) {
        List<String> all = new ArrayList<>();
        if (place != other.place || !own.equals(other.own)) {
            all.add("its latent");
        }
        if (!uppers.equals(other.uppers)) {
            all.add("the latents above or their sigmas");
        }
        if (!network.equals(other.network)) {
            all.add("the size of its network");
        }
        if (!told.equals(other.told) || !drop.equals(other.drop)) {
            all.add("what it is told");
        }
        if (!schedule.equals(other.schedule)) {
            all.add("its schedule");
        }
        if (prediction != other.prediction) {
            all.add("what it says of a noisy latent");
        }
        return all;
    }

    /** What it learns. */
    public Objective objective() {
        return new Objective(schedule, prediction);
    }

    /** Whether it has conditions at all, which guidance could strengthen. */
    public boolean hasConditions() {
        return !uppers.isEmpty() || told.tellsAnything();
    }

    /** The name of its folder in a run, the same in hierarchies of any depth. */
    public String folder() {
        return place == Place.IMAGE ? "image" : "semantic-" + own.side();
    }
}
