package org.symbiosis.app.relight;

import org.symbiosis.UserError;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;

/** Where a photograph is to be changed: white for all, black for not at all, grey in between. */
public record Mask(Planes shares) {
    /** The changed photograph where the mask is white, the photograph where it is black. */
    public Planes mixed(Planes changed, Planes photo) {
        double aspect = shares.width() / (double) shares.height();
        double wanted = photo.width() / (double) photo.height();
        if (Math.abs(Math.log(aspect / wanted)) > 0.02) {
            throw UserError.usage(
                    "the mask is %d x %d, the photograph %d x %d"
                            .formatted(
                                    shares.width(), shares.height(), photo.width(), photo.height()),
                    "give a mask of the photograph's shape");
        }
        Planes fitted = Resampling.BILINEAR.resize(shares, photo.width(), photo.height());
        float[] out = new float[photo.values().length];
        for (int i = 0; i < out.length; i++) {
            float share = fitted.values()[i];
            out[i] = share * changed.values()[i] + (1 - share) * photo.values()[i];
        }
        return new Planes(photo.width(), photo.height(), out);
    }
}
