package org.symbiosis.app.zeroshot;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.annotated.Category;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Overlay;
import org.symbiosis.report.Png;

/** The first images with their classes as people and as CLIP name them. */
public final class ZeroShotSheet implements ZeroShotStudy.Listener {
    private static final int SIDE = 220;

    private final int images;
    private final Overlay overlay;
    private final List<ContactSheet.Row> rows = new ArrayList<>();

    /** Shows so many images of a set. */
    public ZeroShotSheet(int images, NamedClasses classes) {
        this.images = images;
        List<String> names = classes.categories().stream().map(Category::name).toList();
        this.overlay = Overlay.DEFAULT.withNames(names);
    }

    @Override
    public void named(int i, Picture photo, Labels truth, Labels regions, Labels places) {
        if (i < images) {
            BufferedImage image = Bitmaps.fitted(Pixels.image(photo), SIDE);
            rows.add(
                    new ContactSheet.Row(
                            Integer.toString(i),
                            List.of(
                                    image,
                                    overlay.draw(image, truth),
                                    overlay.draw(image, regions),
                                    overlay.draw(image, places))));
        }
    }

    /** The sheet. */
    public Png png() {
        return ContactSheet.of(rows.toArray(ContactSheet.Row[]::new))
                .withColumns(List.of("image", "people", "regions named", "places named"))
                .withCell(SIDE)
                .png();
    }
}
