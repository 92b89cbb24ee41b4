package org.symbiosis.app.reproduce;

import org.symbiosis.app.segments.Models;
import org.symbiosis.app.segments.Models.DiffusionSettings;
import org.symbiosis.app.where.NamedSet;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetTap;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.segment.DiffusionReader.Look;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmenter;

/**
 * One model in front of a table's images.
 *
 * @param a the assignment
 * @param data where the images are
 * @param images how many of them
 * @param location where the model's weights are
 * @param seed of solvers and of k-means
 */
record Specimen(Assignment a, String data, int images, String location, long seed) {
    private static final int FINE_PATCH = 8;
    private static final int FULL_SIDE = 320;
    private static final int CHANNELS = 50;

    /** Our regions: by eigenvectors at the smallest scale, else by the released objective. */
    SegmentMethod ours() {
        return new SegmentMethod.Spectral(solver());
    }

    private SpectralConfig solver() {
        SpectralConfig config =
                a.scale() == Scale.TINY ? SpectralConfig.fast() : SpectralConfig.exact();
        return config.withSeed(seed);
    }

    /** A model whose patches look at each other; the caller's to close. */
    AttentionModel open() {
        return Models.open(location);
    }

    /** Shows photographs to any model, and cuts them as {@link #ours}; the caller's to close. */
    Segmenter segmenter(Look look) {
        DiffusionSettings settings = new DiffusionSettings("", look, seed);
        return Segmenter.of(Models.reader(location, 0, settings), solver());
    }

    /** The images that are judged. */
    NamedSet named() {
        return NamedSet.open(data, images);
    }

    /** Reads a set; models of small pictures see 32 pixels. */
    SetTap tap(AttentionModel model, NamedSet set) {
        int side =
                model.patch() < FINE_PATCH
                        ? 32 / model.patch()
                        : a.scale() == Scale.FULL ? FULL_SIDE / model.patch() : 16;
        return new SetTap(model, set.images(), set::picture, side);
    }

    /** The joint solution by eigenvectors of one graph of the set. */
    SetConfig config(SetTap tap) {
        SetConfig usual = SetConfig.fast().withMaps(CHANNELS, tap.side());
        return usual.withLinks(usual.links(), Math.min(usual.batch(), tap.images()));
    }
}
