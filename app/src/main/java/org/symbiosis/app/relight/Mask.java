package org.symbiosis.app.relight;

import org.symbiosis.UserError;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;

/** Where a photograph is to be changed: white for all, black for not at all, grey in between. */
public record Mask(Planes shares) {
    /**
     * Puts the photograph back where the mask is black.
     *
     * @param changed as large as the photograph; written over, since large ones fill the memory
     */
    public void restore(Planes changed, Planes photo) {
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
        for (int i = 0; i < photo.values().length; i++) {
            float share = fitted.values()[i];
            changed.values()[i] = share * changed.values()[i] + (1 - share) * photo.values()[i];
        }
    }
}
