package org.symbiosis.app.where;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Overlay;
import org.symbiosis.report.Png;
import org.symbiosis.spectral.EigenPictures;
import org.symbiosis.spectral.SetTap;

/**
 * The first images of a set: their classes, then the leading eigenvectors and the named clusters of
 * each kind of graph.
 *
 * @param set images and truth
 * @param images to show, at most all
 */
public record WhereSheet(NamedSet set, int images) {
    private static final int SIDE = 160;
    private static final int VECTORS = 3;

    /** Draws the sheet. */
    public Png draw(Map<String, Shown> shown) {
        Map<String, List<Picture>> eigenvectors = new LinkedHashMap<>();
        shown.forEach(
                (graph, s) -> {
                    if (s.features().channels() >= VECTORS) {
                        eigenvectors.put(
                                graph, EigenPictures.ofSet(s.features(), SIDE, VECTORS).get(0));
                    }
                });
        List<ContactSheet.Row> rows = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < Math.min(images, set.images()); i++) {
            Map<String, BufferedImage> drawn = row(i, shown, eigenvectors);
            columns = List.copyOf(drawn.keySet());
            rows.add(new ContactSheet.Row(set.all().images().path(i), List.copyOf(drawn.values())));
        }
        return ContactSheet.of(rows.toArray(ContactSheet.Row[]::new))
                .withColumns(columns)
                .withCell(SIDE)
                .coarse()
                .png();
    }

    private Map<String, BufferedImage> row(
            int i, Map<String, Shown> shown, Map<String, List<Picture>> eigenvectors) {
        BufferedImage photo = Bitmaps.of(SetTap.square(set.picture(i), SIDE));
        Map<String, BufferedImage> drawn = new LinkedHashMap<>();
        drawn.put("image", photo);
        drawn.put("classes", Overlay.DEFAULT.draw(photo, set.labels(i)));
        for (Map.Entry<String, Shown> s : shown.entrySet()) {
            String graph = s.getKey();
            if (eigenvectors.containsKey(graph)) {
                drawn.put(graph + " vectors 1-3", Pixels.image(eigenvectors.get(graph).get(i)));
            }
            drawn.put(graph + " named", Overlay.DEFAULT.draw(photo, named(s.getValue(), i)));
        }
        return drawn;
    }

    private static Labels named(Shown shown, int i) {
        return shown.regions().labels(i, SIDE, SIDE).map(region -> shown.names()[region]);
    }
}
