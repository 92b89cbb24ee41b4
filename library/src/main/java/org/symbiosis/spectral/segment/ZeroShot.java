package org.symbiosis.spectral.segment;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.nn.Grid;
import org.symbiosis.pretrained.ClipModel;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Names regions that were found without names: the mean of CLIP's dense features over a region
 * against texts (appendix C.4.1).
 */
public final class ZeroShot {
    /** Score below which a region is background. */
    public static final double THRESHOLD = 0.7;

    private final ClipModel clip;
    private final InputSize size;
    private final TextClasses classes;
    private final NameScore score;
    private final double threshold;

    /**
     * A namer.
     *
     * @param clip stays the caller's
     * @param size at which photographs are shown to it
     * @param classes to choose from
     * @param threshold score below which a region is background
     */
    public ZeroShot(
            ClipModel clip,
            InputSize size,
            TextClasses classes,
            NameScore score,
            double threshold) {
        if (classes.width() != clip.image().projection()) {
            throw new IllegalArgumentException(
                    "texts of %d channels and images of %d"
                            .formatted(classes.width(), clip.image().projection()));
        }
        this.clip = clip;
        this.size = size;
        this.classes = classes;
        this.score = score;
        this.threshold = threshold;
    }

    /** A namer with the dissertation's prompts and threshold, and softmax over the names. */
    public static ZeroShot of(ClipModel clip, List<String> names) {
        return new ZeroShot(
                clip,
                InputSize.usual(clip.patch()),
                TextClasses.of(clip.clip(), names, TextClasses.PROMPTS),
                NameScore.Softmax.USUAL,
                THRESHOLD);
    }

    /**
     * What CLIP says of every place of a photograph.
     *
     * @param grid of the places
     * @param features {@code (N, P)} row-major, not normalised
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Dense(Grid grid, float[] features) {
        /** Every place as a region of its own, in the photograph's size. */
        public Labels places(int width, int height) {
            int[] ids = new int[Math.multiplyExact(width, height)];
            for (int y = 0; y < height; y++) {
                int row = grid.columns() * (int) ((long) y * grid.rows() / height);
                for (int x = 0; x < width; x++) {
                    ids[y * width + x] = row + (int) ((long) x * grid.columns() / width);
                }
            }
            return new Labels(width, height, ids);
        }
    }

    /** Shows a photograph to CLIP. */
    public Dense read(Picture photo) {
        Grid grid = size.grid(photo.width(), photo.height());
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor image = new PatchReader(clip, size).image(photo, grid); // (1, 3, H, W)
            return new Dense(grid, Plain.floats(clip.image().dense(image).get(0)));
        }
    }

    /** Names the regions of a photograph; those that are void get no name. */
    public List<NamedRegion> name(Picture photo, Labels regions) {
        return name(read(photo), regions);
    }

    /** Names the regions of a photograph that CLIP has been shown. */
    public List<NamedRegion> name(Dense dense, Labels regions) {
        int[] present = regions.present();
        float[] means = means(dense, regions, present);
        double[][] cosines = new double[present.length][classes.names().size()];
        for (int r = 0; r < present.length; r++) {
            for (int t = 0; t < cosines[r].length; t++) {
                cosines[r][t] = classes.cosine(t, means, r * classes.width());
            }
        }
        double[][] scores = score.of(cosines);
        List<NamedRegion> named = new ArrayList<>();
        for (int r = 0; r < present.length; r++) {
            int best = best(scores[r]);
            double found = scores[r][best];
            named.add(NamedRegion.of(present[r], best, classes, found, found >= threshold));
        }
        return named;
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int t = 1; t < scores.length; t++) {
            best = scores[t] > scores[best] ? t : best;
        }
        return best;
    }

    /** Means over regions at unit length, {@code (regions, P)}. */
    private float[] means(Dense dense, Labels regions, int[] present) {
        int P = classes.width();
        int N = dense.grid().size();
        int[] number = new int[regions.largest() + 1];
        for (int r = 0; r < present.length; r++) {
            number[present[r]] = r;
        }
        int[] places = dense.places(regions.width(), regions.height()).ids();
        int[] pixels = new int[present.length * N]; // (regions, N)
        for (int i = 0; i < places.length; i++) {
            int region = regions.ids()[i];
            if (region != Labels.VOID) {
                pixels[number[region] * N + places[i]]++;
            }
        }
        float[] means = new float[present.length * P];
        for (int i = 0; i < pixels.length; i++) {
            for (int c = 0; pixels[i] > 0 && c < P; c++) {
                means[i / N * P + c] += pixels[i] * dense.features()[i % N * P + c];
            }
        }
        for (int r = 0; r < present.length; r++) {
            TextClasses.unit(means, r * P, P);
        }
        return means;
    }
}
