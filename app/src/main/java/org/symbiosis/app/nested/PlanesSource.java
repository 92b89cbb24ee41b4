package org.symbiosis.app.nested;

import java.util.List;
import java.util.Locale;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;

/**
 * Drawn pictures as a source of images, of 8 bits as if they had been stored.
 *
 * @param name of the source
 * @param planes the pictures, values in [0, 1]
 */
public record PlanesSource(String name, List<Planes> planes) implements ImageSource {
    /** Copies the list. */
    public PlanesSource {
        planes = List.copyOf(planes);
    }

    @Override
    public int size() {
        return planes.size();
    }

    @Override
    public String path(int i) {
        return String.format(Locale.ROOT, "%06d", i);
    }

    @Override
    public int label(int i) {
        return -1;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public Picture read(int i) {
        Planes p = planes.get(i);
        int plane = p.width() * p.height();
        byte[] samples = new byte[3 * plane];
        for (int at = 0; at < plane; at++) {
            for (int c = 0; c < 3; c++) {
                float v = Math.max(0, Math.min(1, p.values()[c * plane + at]));
                samples[3 * at + c] = (byte) Math.round(255 * v);
            }
        }
        return new Picture(p.width(), p.height(), 3, samples);
    }
}
