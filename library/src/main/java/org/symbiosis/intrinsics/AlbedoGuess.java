package org.symbiosis.intrinsics;

import java.util.Arrays;
import org.symbiosis.data.Planes;
import org.symbiosis.intrinsics.flatten.FlattenConfig;
import org.symbiosis.intrinsics.flatten.Flattening;
import org.symbiosis.train.Progress;

/** A guess of a photograph's albedo, by a model or without one. */
public enum AlbedoGuess {
    /** The model's, its light switched off. */
    MODEL {
        @Override
        public Planes of(Relighter relighter, Planes photo) {
            return relighter.albedo(photo, Progress.SILENT);
        }
    },
    /** The same, flattened. */
    MODEL_FLAT {
        @Override
        public Planes of(Relighter relighter, Planes photo) {
            return flat(relighter.albedo(photo, Progress.SILENT));
        }
    },
    /** The photograph as it is. */
    INPUT {
        @Override
        public Planes of(Relighter relighter, Planes photo) {
            return photo;
        }
    },
    /** The photograph, flattened. */
    INPUT_FLAT {
        @Override
        public Planes of(Relighter relighter, Planes photo) {
            return flat(photo);
        }
    },
    /** The mean of 9 x 9 pixels of the photograph. */
    BLURRED {
        @Override
        public Planes of(Relighter relighter, Planes photo) {
            return blurred(photo);
        }
    },
    /** The same grey everywhere. */
    CONSTANT {
        @Override
        public Planes of(Relighter relighter, Planes photo) {
            float[] grey = new float[photo.values().length];
            Arrays.fill(grey, 0.5f);
            return new Planes(photo.width(), photo.height(), grey);
        }
    };

    private static final int REACH = 4;

    /** The guess for a photograph: the same size, as a screen shows it. */
    public abstract Planes of(Relighter relighter, Planes photo);

    private static Planes flat(Planes picture) {
        return new Flattening(FlattenConfig.USUAL).of(picture);
    }

    /** The mean of those of the 9 x 9 pixels that are inside the picture. */
    private static Planes blurred(Planes photo) {
        int w = photo.width();
        int h = photo.height();
        float[] out = new float[photo.values().length];
        for (int i = 0; i < out.length; i++) {
            int x = i % w;
            int y = i / w % h;
            int plane = i - y * w - x;
            double sum = 0;
            int count = 0;
            for (int r = Math.max(0, y - REACH); r <= Math.min(h - 1, y + REACH); r++) {
                for (int c = Math.max(0, x - REACH); c <= Math.min(w - 1, x + REACH); c++) {
                    sum += photo.values()[plane + r * w + c];
                    count++;
                }
            }
            out[i] = (float) (sum / count);
        }
        return new Planes(w, h, out);
    }
}
