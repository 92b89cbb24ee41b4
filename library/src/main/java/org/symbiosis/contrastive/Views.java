package org.symbiosis.contrastive;

import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.Transform;
import org.symbiosis.data.Transform.RandomFlip;
import org.symbiosis.data.Transform.RandomResizedCrop;
import org.symbiosis.data.Transform.RandomResizedCrop.Tries;

/** How a view of an image comes about: the rows of Table 3.2. */
public enum Views {
    /** The image itself: both views are the same. */
    NONE {
        @Override
        Planes of(Planes image, SplitMix random) {
            return image;
        }
    },
    /** F: flipped or not. */
    FLIP {
        @Override
        Planes of(Planes image, SplitMix random) {
            return FLIPPED.apply(image, random);
        }
    },
    /** F + C: a flip and a crop of half the area or more, as the discriminator's images. */
    FLIP_AND_CROP {
        @Override
        Planes of(Planes image, SplitMix random) {
            return crop(FLIPPED.apply(image, random), 0.5, random);
        }
    },
    /** F + C + J: SimCLR's own, crops of a twelfth of the area or more and distorted colours. */
    SIMCLR {
        @Override
        Planes of(Planes image, SplitMix random) {
            return COLOURS.apply(crop(FLIPPED.apply(image, random), 0.08, random), random);
        }
    };

    private static final Transform FLIPPED = new RandomFlip(0.5);
    private static final ColourJitter COLOURS = new ColourJitter(0.5); // small pictures'

    /** One view of a square image in [0, 1], of the same size. */
    abstract Planes of(Planes image, SplitMix random);

    private static Planes crop(Planes image, double least, SplitMix random) {
        return new RandomResizedCrop(image.width(), least, 1, Tries.TEN).apply(image, random);
    }
}
