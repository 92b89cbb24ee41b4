package org.symbiosis.nested;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.symbiosis.diffusion.NoiseSchedule;
import org.symbiosis.diffusion.Prediction;
import org.symbiosis.nested.LevelConfig.Place;
import org.symbiosis.nested.LevelConfig.Upper;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nested.latents.LatentPyramid;

/**
 * A hierarchy of diffusion models (chapter 5).
 *
 * @param pyramid the latents
 * @param network size of every level's U-ViT
 * @param sigmas noise on the conditions, {@code (sigma_L, ..., sigma_2)}, the top first
 * @param conditionOn which latents above a level sees
 * @param told what all levels are told besides
 * @param drop how often they are told nothing in training
 * @param schedule of the diffusions
 * @param prediction what their networks say; the noise where none is named
 */
public record NestedConfig(
        LatentPyramid pyramid,
        LevelNetwork network,
        List<Double> sigmas,
        ConditionOn conditionOn,
        Told told,
        Drop drop,
        NoiseSchedule schedule,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Prediction prediction) {
    private static final double USUAL_SIGMA = 0.5;

    /** Which latents above a level sees. */
    public enum ConditionOn {
        /** All of them (Eq. 5.3, and the cost in Table D.1). */
        ALL,
        /** The next one only. */
        NEXT
    }

    /** Checks that every semantic level has a sigma. */
    public NestedConfig {
        prediction = prediction == null ? Prediction.NOISE : prediction;
        sigmas = List.copyOf(sigmas);
        if (sigmas.size() != pyramid.levels() - 1) {
            throw new IllegalArgumentException(
                    "sigmas holds %d values, and %d levels need %d, from sigma_%d to sigma_2"
                            .formatted(
                                    sigmas.size(),
                                    pyramid.levels(),
                                    pyramid.levels() - 1,
                                    pyramid.levels()));
        }
        for (double sigma : sigmas) {
            if (!(sigma >= 0) || Double.isInfinite(sigma)) {
                throw new IllegalArgumentException("sigmas must not be negative, as " + sigma);
            }
        }
    }

    private static NestedConfig of(
            LatentPyramid pyramid, LevelNetwork network, Told told, Prediction prediction) {
        return new NestedConfig(
                pyramid,
                network,
                Collections.nCopies(pyramid.levels() - 1, USUAL_SIGMA),
                ConditionOn.ALL,
                told,
                Drop.standard(),
                new NoiseSchedule.Discrete(),
                prediction);
    }

    /** The chapter's on images of 256 pixels, with all sigmas 0.5. */
    public static NestedConfig chapter(int levels, Told told) {
        return of(LatentPyramid.chapter(levels), LevelNetwork.chapter(), told, Prediction.NOISE);
    }

    /**
     * For pictures of 32 pixels on a CPU. Its levels say the velocity: what is wrong in a noise
     * seen near the end would grow fifteenfold in the image, and short trainings leave much wrong.
     */
    public static NestedConfig small(int levels) {
        return of(
                LatentPyramid.small(levels),
                LevelNetwork.small(),
                new Told.Nothing(),
                Prediction.VELOCITY);
    }

    /** For tests: pictures of 16 pixels. */
    public static NestedConfig tiny(int levels) {
        return of(
                LatentPyramid.tiny(levels),
                LevelNetwork.tiny(),
                new Told.Nothing(),
                Prediction.VELOCITY);
    }

    /** Number of levels, L. */
    public int levels() {
        return pyramid.levels();
    }

    /** The noise on the latents of a level of 2 .. L. */
    public double sigma(int level) {
        return sigmas.get(levels() - level);
    }

    /** Sides of the semantic levels' grids. */
    public List<Integer> sides() {
        return IntStream.rangeClosed(2, levels()).mapToObj(pyramid::side).toList();
    }

    /** A level of 1 .. L. */
    public LevelConfig level(int l) {
        List<Upper> uppers = new ArrayList<>();
        int highest = conditionOn == ConditionOn.ALL ? levels() : Math.min(levels(), l + 1);
        for (int m = highest; m > l; m--) {
            uppers.add(new Upper(pyramid.shape(m), sigma(m)));
        }
        return new LevelConfig(
                l == 1 ? Place.IMAGE : Place.SEMANTIC,
                pyramid.shape(l),
                uppers,
                network,
                told,
                drop,
                schedule,
                prediction);
    }

    /**
     * The same with one level more, whose latents carry this noise; the levels above keep theirs.
     */
    public NestedConfig deepened(double sigma) {
        List<Double> more = new ArrayList<>(sigmas);
        more.add(sigma);
        return with(pyramid.withLevels(levels() + 1), network, more, told);
    }

    /** The same with other noise, the top first. */
    public NestedConfig withSigmas(List<Double> other) {
        return with(pyramid, network, other, told);
    }

    /** The same with another size of the networks. */
    public NestedConfig withNetwork(LevelNetwork other) {
        return with(pyramid, other, sigmas, told);
    }

    /** The same with another bottom latent. */
    public NestedConfig withFirst(FirstLatent other) {
        return with(pyramid.withFirst(other), network, sigmas, told);
    }

    /** The same told something else. */
    public NestedConfig withTold(Told other) {
        return with(pyramid, network, sigmas, other);
    }

    /** The same with so many levels: those that are left keep their noise, new ones get 0.5. */
    public NestedConfig withLevels(int other) {
        List<Double> some = new ArrayList<>(sigmas);
        while (some.size() < other - 1) {
            some.add(USUAL_SIGMA);
        }
        return with(pyramid.withLevels(other), network, some.subList(0, other - 1), told);
    }

    private NestedConfig with(
            LatentPyramid newPyramid,
            LevelNetwork newNetwork,
            List<Double> newSigmas,
            Told newTold) {
        return new NestedConfig(
                newPyramid,
                newNetwork,
                newSigmas,
                conditionOn,
                newTold,
                drop,
                schedule,
                prediction);
    }
}
