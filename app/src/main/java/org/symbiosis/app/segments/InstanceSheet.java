package org.symbiosis.app.segments;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Overlay;
import org.symbiosis.spectral.regions.Mask;
import org.symbiosis.spectral.regions.Proposals.Proposal;

/** The first photographs with the objects that people outlined and the best proposals. */
public final class InstanceSheet implements InstanceComparison.Listener {
    private static final int SIDE = 150;
    private static final int BEST = 8;

    private final ObjectSet set;
    private final int kept;
    private final Map<Integer, Map<String, BufferedImage>> rows = new LinkedHashMap<>();

    /** Shows so many photographs. */
    public InstanceSheet(ObjectSet set, int kept) {
        this.set = set;
        this.kept = kept;
    }

    @Override
    public void proposed(
            int i,
            Picture photo,
            List<AnnotatedObject> truth,
            String method,
            List<Proposal> proposals) {
        if (i >= kept) {
            return;
        }
        Map<String, BufferedImage> row =
                rows.computeIfAbsent(
                        i,
                        n -> {
                            Map<String, BufferedImage> drawn = new LinkedHashMap<>();
                            drawn.put("objects", drawn(photo, outlined(photo, truth)));
                            return drawn;
                        });
        row.put(method, drawn(photo, best(photo, proposals)));
    }

    private static Labels outlined(Picture photo, List<AnnotatedObject> truth) {
        int[] ids = none(photo);
        for (int o = 0; o < truth.size(); o++) {
            boolean[] mask = truth.get(o).mask().mask();
            for (int p = 0; p < ids.length; p++) {
                ids[p] = mask[p] ? o : ids[p];
            }
        }
        return new Labels(photo.width(), photo.height(), ids);
    }

    /** The better one where some overlap. */
    private static Labels best(Picture photo, List<Proposal> proposals) {
        int[] ids = none(photo);
        for (int o = Math.min(BEST, proposals.size()) - 1; o >= 0; o--) {
            int number = o;
            Mask mask = proposals.get(o).mask().resized(photo.height(), photo.width());
            mask.places().stream().forEach(p -> ids[p] = number);
        }
        return new Labels(photo.width(), photo.height(), ids);
    }

    private static int[] none(Picture photo) {
        int[] ids = new int[photo.width() * photo.height()];
        Arrays.fill(ids, Labels.VOID);
        return ids;
    }

    private static BufferedImage drawn(Picture photo, Labels labels) {
        return Bitmaps.fitted(Overlay.DEFAULT.draw(Pixels.image(photo), labels), SIDE);
    }

    /** The sheet. */
    public ContactSheet sheet() {
        List<ContactSheet.Row> drawn = new ArrayList<>();
        rows.forEach(
                (i, row) ->
                        drawn.add(
                                new ContactSheet.Row(
                                        set.images().path(i), List.copyOf(row.values()))));
        return ContactSheet.of(drawn.toArray(ContactSheet.Row[]::new))
                .withColumns(List.copyOf(rows.values().iterator().next().keySet()))
                .withCell(SIDE)
                .coarse();
    }
}
