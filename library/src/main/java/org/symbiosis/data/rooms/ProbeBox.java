package org.symbiosis.data.rooms;

/** Where the mirror ball is seen: its rectangle in pixels. */
public record ProbeBox(int x, int y, int width, int height) {
    /** The box around the pixels that show the mirror, or null when none does. */
    static ProbeBox of(Film film) {
        int left = film.size;
        int top = film.size;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < film.flags.length; i++) {
            if ((film.flags[i] & Film.MIRROR) != 0) {
                left = Math.min(left, i % film.size);
                right = Math.max(right, i % film.size);
                top = Math.min(top, i / film.size);
                bottom = Math.max(bottom, i / film.size);
            }
        }
        return right < 0 ? null : new ProbeBox(left, top, right - left + 1, bottom - top + 1);
    }
}
