package org.symbiosis.app.relight;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.eval.intrinsic.RelightPairs;
import org.symbiosis.intrinsics.Framing;
import org.symbiosis.intrinsics.LatentIntrinsics;
import org.symbiosis.intrinsics.Light;
import org.symbiosis.intrinsics.Relighter;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.train.Progress;

/**
 * What a network makes of scenes whose lights are known, as rows of a sheet.
 *
 * @param relighter the network
 * @param scenes that it has not seen
 */
public record LightSheets(Relighter relighter, LitScenes scenes) {
    private static final int LIGHTS = 6;
    private static final int STEPS = 5;

    /** What {@link #between} shows. */
    public static final String BETWEEN =
            "The first and the last picture of a row are real; those between them are the first"
                    + " one's scene under lights on the straight line from one code to the other.";

    /** What {@link #albedos} shows. */
    public static final String ALBEDOS =
            "Above, a scene under several lights; below, the same pictures with the light switched"
                    + " off. The more alike the lower row, the better.";

    /** What {@link #likeOthers} shows. */
    public static final String LIKE_OTHERS =
            "From top to bottom: a scene, other scenes under the wanted light, the scene relit like"
                    + " them, and the scene as it is under that light.";

    /** The seed of the pairs that are shown, and that tables are measured on. */
    public static final long PAIRS = 0;

    /** Sheets of a network's own pictures, without the photograph's detail. */
    public static LightSheets ofNetwork(LatentIntrinsics model, LitScenes scenes) {
        return new LightSheets(new Relighter(model, Framing.Whole.USUAL, 0), scenes);
    }

    /** Rows of one scene. */
    @FunctionalInterface
    public interface Rows {
        /** The rows of a scene on these sheets. */
        List<ContactSheet.Row> of(LightSheets sheets, int scene);
    }

    /** A sheet of the first scenes. */
    public ContactSheet sheet(Rows rows, int count) {
        List<ContactSheet.Row> all = new ArrayList<>();
        for (int s = 0; s < Math.min(count, scenes.size()); s++) {
            all.addAll(rows.of(this, s));
        }
        return ContactSheet.of(all.toArray(ContactSheet.Row[]::new));
    }

    /** From one light to another (Figure 6.3). */
    public List<ContactSheet.Row> between(int scene) {
        int last = Math.min(13, scenes.lights(scene) - 1);
        int first = Math.min(9, last - 1);
        Light from = relighter.light(photo(scene, first));
        Light to = relighter.light(photo(scene, last));
        List<BufferedImage> row = new ArrayList<>();
        row.add(Bitmaps.of(photo(scene, first)));
        for (Light light : from.sweep(to, STEPS, Light.Way.LINEAR)) {
            Planes relit = relighter.relight(photo(scene, first), light, 1, Progress.SILENT);
            row.add(Bitmaps.of(relit));
        }
        row.add(Bitmaps.of(photo(scene, last)));
        return List.of(new ContactSheet.Row("", row));
    }

    /** One albedo under many lights (Figure 6.7). */
    public List<ContactSheet.Row> albedos(int scene) {
        List<BufferedImage> photos = new ArrayList<>();
        List<BufferedImage> albedos = new ArrayList<>();
        int lights = Math.min(LIGHTS, scenes.lights(scene));
        for (int i = 0; i < lights; i++) {
            Planes photo = photo(scene, i * scenes.lights(scene) / lights);
            photos.add(Bitmaps.of(photo));
            albedos.add(Bitmaps.of(relighter.albedo(photo, Progress.SILENT)));
        }
        return List.of(
                new ContactSheet.Row("lights", photos), new ContactSheet.Row("albedos", albedos));
    }

    /** Relit like other scenes: the first pairs of an evaluation (Table 6.1). */
    public List<ContactSheet.Row> likeOthers(int scene) {
        int step = Math.max(1, scenes.lights(scene) / LIGHTS);
        List<RelightPairs.Pair> pairs =
                RelightPairs.draw(scenes, 1, PAIRS).pairs().stream()
                        .filter(p -> p.scene() == scene && p.light() % step == 0)
                        .limit(LIGHTS)
                        .toList();
        List<BufferedImage> given = new ArrayList<>();
        List<BufferedImage> like = new ArrayList<>();
        List<BufferedImage> relit = new ArrayList<>();
        List<BufferedImage> truth = new ArrayList<>();
        for (RelightPairs.Pair p : pairs) {
            Planes photo = photo(scene, p.light());
            Planes reference = photo(p.reference(), p.referenceLight());
            Light light = relighter.light(reference);
            given.add(Bitmaps.of(photo));
            like.add(Bitmaps.of(reference));
            relit.add(Bitmaps.of(relighter.relight(photo, light, 1, Progress.SILENT)));
            truth.add(Bitmaps.of(photo(scene, p.target())));
        }
        return List.of(
                new ContactSheet.Row("scene", given),
                new ContactSheet.Row("like", like),
                new ContactSheet.Row("relit", relit),
                new ContactSheet.Row("truth", truth));
    }

    private Planes photo(int scene, int light) {
        return Planes.of(scenes.picture(scene, light));
    }
}
