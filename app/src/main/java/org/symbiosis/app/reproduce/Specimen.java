package org.symbiosis.app.reproduce;

import org.symbiosis.app.where.NamedSet;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetTap;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.segment.SegmentMethod;

/**
 * One model in front of a table's images.
 *
 * @param a the assignment
 * @param data where the images are
 * @param images how many of them
 * @param model opened; closed afterwards
 * @param seed of solvers and of k-means
 */
record Specimen(Assignment a, String data, int images, AttentionModel model, long seed) {
    private static final int FINE_PATCH = 8;
    private static final int FULL_SIDE = 320;
    private static final int CHANNELS = 50;

    /** Our regions: by eigenvectors at the smallest scale, else by the released objective. */
    SegmentMethod ours() {
        SpectralConfig config =
                a.scale() == Scale.TINY ? SpectralConfig.fast() : SpectralConfig.exact();
        return new SegmentMethod.Spectral(config.withSeed(seed));
    }

    /** The images that are judged. */
    NamedSet named() {
        return NamedSet.open(data, images);
    }

    /** Reads a set; models of small pictures see 32 pixels. */
    SetTap tap(NamedSet set) {
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
