package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.app.nested.NeighbourSheet;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.Report;
import org.symbiosis.tensor.Scope;

/** Figure 5.5: neighbours of images by the encoder's meaning, and by the image latent. */
final class Figure5_5 implements Reproduction {
    private static final int QUERIES = 6;
    private static final int NEIGHBOURS = 9; // the first is the query itself

    @Override
    public String name() {
        return "figure-5.5";
    }

    @Override
    public String title() {
        return "Neighbours by meaning and by image latent (Figure 5.5)";
    }

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.IMAGES, Choice.MODELS);
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        String encoder = lab.encoder(0);
        try (Scope s = Scope.open();
                LatentStore store = lab.latents(encoder, 2);
                PixelCodec codec = new PixelCodec()) {
            NeighbourSheet sheet = new NeighbourSheet(store, codec, NEIGHBOURS);
            int[] rows = new int[Math.min(QUERIES, store.size())];
            List<String> names = new ArrayList<>();
            for (int q = 0; q < rows.length; q++) {
                rows[q] = (int) ((long) q * store.size() / rows.length);
                names.add(store.paths().get(store.index(rows[q])));
            }
            Tensor top = store.semantic(1, rows, new int[rows.length]);
            NeighbourSheet.Found found =
                    sheet.of(
                            new NeighbourSheet.Queries(
                                    names,
                                    top,
                                    sheet.image(rows),
                                    Bitmaps.of(sheet.pictures(rows))));
            found.sheet().png().write(a.folder().resolve("figure-5.5.png"));
            Report.titled(title())
                    .paragraph(
                            "Each query, then its nearest training images, itself first: by cosine"
                                    + " of the top latents, and by Euclidean distance of the image"
                                    + " latents. A space whose neighbours mean the same generates"
                                    + " better (Eq. 5.4).")
                    .code(a.command())
                    .figure(found.sheet().png(), "Queries and neighbours; " + lab.words())
                    .write(a.folder().resolve("report.html"));
        }
    }
}
