package org.symbiosis.app.segments;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Overlay;
import org.symbiosis.spectral.segment.Segmentation;

/**
 * The photographs on which the first method agrees best and worst with people, drawn by all methods
 * side by side. Keeps no more pictures than it will show.
 */
public final class SegmentGallery implements SegmentComparison.Listener {
    private static final int SIDE = 150;

    private final TruthSet set;
    private final int kept;
    private final List<Exhibit> exhibits = new ArrayList<>();

    private record Exhibit(int i, double covering, Map<String, BufferedImage> drawn) {}

    /** Shows so many of the best and so many of the worst. */
    public SegmentGallery(TruthSet set, int kept) {
        this.set = set;
        this.kept = kept;
    }

    @Override
    public void segmented(int i, Picture photo, String row, Segmentation found, double covering) {
        if (exhibits.isEmpty() || last().i() != i) {
            trim();
            exhibits.add(new Exhibit(i, covering, new LinkedHashMap<>()));
            last().drawn().put("photograph", Bitmaps.fitted(Pixels.image(photo), SIDE));
            last().drawn().put("people", drawn(photo, numbered(set.people(i).get(0))));
        }
        last().drawn().put(row, drawn(photo, found.regions()));
    }

    private Exhibit last() {
        return exhibits.get(exhibits.size() - 1);
    }

    /** Of 2 k + 1 photographs the one in the middle goes. */
    private void trim() {
        exhibits.sort(Comparator.comparingDouble(Exhibit::covering).reversed());
        if (exhibits.size() > 2 * kept) {
            exhibits.remove(kept);
        }
    }

    /** Numbers from 0 instead of ids, for distinct colours. */
    private static Labels numbered(Labels truth) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        for (int id : truth.present()) {
            numbers.put(id, numbers.size());
        }
        return truth.map(numbers::get);
    }

    private static BufferedImage drawn(Picture photo, Labels labels) {
        return Bitmaps.fitted(Overlay.DEFAULT.draw(Pixels.image(photo), labels), SIDE);
    }

    /** The sheet, best first. */
    public ContactSheet sheet() {
        trim();
        List<ContactSheet.Row> rows = new ArrayList<>();
        for (Exhibit e : exhibits) {
            rows.add(
                    new ContactSheet.Row(
                            "%.2f  %s".formatted(e.covering(), set.path(e.i())),
                            List.copyOf(e.drawn().values())));
        }
        return ContactSheet.of(rows.toArray(ContactSheet.Row[]::new))
                .withColumns(List.copyOf(exhibits.get(0).drawn().keySet()))
                .withCell(SIDE)
                .coarse();
    }
}
