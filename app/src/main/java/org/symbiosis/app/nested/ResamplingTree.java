package org.symbiosis.app.nested;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Planes;
import org.symbiosis.nested.LatentChain;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.tensor.Scope;

/**
 * Figure 5.1 for one image: under it, row by row, redraws with one level more fixed. With only the
 * top fixed the meaning stays; with all but the image fixed only textures change.
 *
 * @param redraws pictures in a row
 */
public record ResamplingTree(int redraws) {
    /** Checks the range. */
    public ResamplingTree {
        if (redraws < 1) {
            throw new IllegalArgumentException("redraws must be at least 1, not " + redraws);
        }
    }

    /**
     * Rows of a sheet for one image.
     *
     * @param chain of the one image, down to level 1
     * @param request its seed, number and prompt
     */
    public List<ContactSheet.Row> rows(Atelier atelier, LatentChain chain, SampleRequest request) {
        List<ContactSheet.Row> rows = new ArrayList<>();
        rows.add(new ContactSheet.Row("image", pictures(atelier.pictures(chain))));
        int top = chain.levels();
        for (int k = top; k >= 2; k--) {
            List<BufferedImage> row = new ArrayList<>();
            for (int r = 1; r <= redraws; r++) {
                try (Scope s = Scope.open()) {
                    SampleRequest again = request.withLevelSeeds(seeds(k, request.seed(), r));
                    LatentChain redrawn = atelier.draw(chain.downTo(k), again);
                    row.addAll(pictures(atelier.pictures(redrawn)));
                }
            }
            String fixed = k == top ? "z" + top : "z" + top + " .. z" + k;
            rows.add(new ContactSheet.Row("fixed " + fixed, row));
        }
        return rows;
    }

    /** Other seeds for all levels below k. */
    private static Map<Integer, Long> seeds(int k, long seed, int redraw) {
        Map<Integer, Long> seeds = new HashMap<>();
        for (int l = 1; l < k; l++) {
            seeds.put(l, seed * 1_000_003 + redraw);
        }
        return seeds;
    }

    private static List<BufferedImage> pictures(List<Planes> planes) {
        return Bitmaps.of(planes);
    }
}
