package org.symbiosis.app.zeroshot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.segments.Confusion;
import org.symbiosis.eval.segments.OracleRegions;
import org.symbiosis.spectral.segment.NamedRegion;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.spectral.segment.ZeroShot;
import org.symbiosis.train.Progress;

/**
 * Regions named by CLIP against the classes of pixels, beside places named one by one and beside
 * the best that the regions allow (Table C.3).
 *
 * @param set images and truth
 * @param classes of the set
 * @param segmenter stays the caller's
 * @param namer of the classes' words
 */
public record ZeroShotStudy(
        AnnotatedImages set, NamedClasses classes, Segmenter segmenter, ZeroShot namer) {
    /** Regions that CLIP named. */
    public static final String REGIONS = "regions, named by CLIP";

    /** Places that CLIP named. */
    public static final String PLACES = "places, named by CLIP (MaskCLIP)";

    /** Regions that the truth named. */
    public static final String ORACLE = "regions, named by people";

    /** Hears of every image, for pictures. */
    public interface Listener {
        /**
         * An image was named.
         *
         * @param i its number
         * @param regions classes of its pixels by the names of regions
         * @param places by the names of places
         */
        void named(int i, Picture photo, Labels truth, Labels regions, Labels places);
    }

    /** Names the first {@code limit} images. */
    public Map<String, ZeroShotScore> run(int limit, Listener listener, Progress progress) {
        int n = classes.categories().size();
        Confusion byRegions = new Confusion(n, n);
        Confusion byPlaces = new Confusion(n, n);
        OracleRegions oracle = new OracleRegions(n);
        int images = Math.min(limit, set.size());
        progress.begin("naming", 0, images);
        for (int i = 0; i < images; i++) {
            long begun = System.nanoTime();
            Picture photo = set.picture(i);
            Labels truth = set.labels(i);
            ZeroShot.Dense dense = namer.read(photo);
            Labels regions = segmenter.segment(photo).regions();
            Labels places = dense.places(photo.width(), photo.height());
            Labels named = predicted(dense, regions);
            Labels alone = predicted(dense, places);
            byRegions.add(named, truth);
            byPlaces.add(alone, truth);
            oracle.add(regions, truth);
            listener.named(i, photo, truth, named, alone);
            progress.step(i + 1, set.images().path(i), 1e9 / (System.nanoTime() - begun));
        }
        progress.end();
        Map<String, ZeroShotScore> scores = new LinkedHashMap<>();
        scores.put(REGIONS, ZeroShotScore.of(byRegions));
        scores.put(PLACES, ZeroShotScore.of(byPlaces));
        scores.put(ORACLE, ZeroShotScore.ofOracle(oracle.miou()));
        return scores;
    }

    private Labels predicted(ZeroShot.Dense dense, Labels regions) {
        List<NamedRegion> named = namer.name(dense, regions);
        return classes.predicted(regions, named);
    }
}
