package org.symbiosis.app.nested;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Planes;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.Neighbours;
import org.symbiosis.nested.latents.Neighbours.Metric;
import org.symbiosis.nested.latents.Reducers;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.tensor.Scope;

/**
 * Figure 5.5: beside each query its nearest training images by the encoder's vector and by the
 * image latent; neighbours that mean the same make a good space to generate in. Vectors are those
 * that the top latents keep, in the encoder's own coordinates: the cosine there is not that of
 * latents, whose mean was taken away.
 *
 * @param store latents of the training images
 * @param codec turns them into pictures
 * @param count of the neighbours
 */
public record NeighbourSheet(LatentStore store, ImageCodec codec, int count) {
    /**
     * Queries with their top and bottom latents.
     *
     * @param names captions of the rows
     * @param top {@code (Q, c, 1, 1)}
     * @param image {@code (Q, C, s, s)}
     * @param shown pictures of the queries
     */
    public record Queries(
            List<String> names, Tensor top, Tensor image, List<BufferedImage> shown) {}

    /** What was found, for measures. */
    public record Found(ContactSheet sheet, Neighbours byTop, Neighbours byImage) {}

    /** Looks up and draws. */
    public Found of(Queries queries) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Reducers reducers = store.reducers();
            Neighbours byTop =
                    Neighbours.of(
                            reducers.vectors(queries.top()),
                            reducers.vectors(store.all(1)),
                            count,
                            Metric.COSINE);
            Neighbours byImage =
                    Neighbours.of(queries.image(), allImages(), count, Metric.EUCLIDEAN);
            List<ContactSheet.Row> rows = new ArrayList<>();
            for (int q = 0; q < queries.names().size(); q++) {
                rows.add(row(queries, q, "by meaning", byTop.rows()[q]));
                rows.add(row(queries, q, "by image latent", byImage.rows()[q]));
            }
            return new Found(
                    ContactSheet.of(rows.toArray(ContactSheet.Row[]::new)).withCell(64),
                    byTop,
                    byImage);
        }
    }

    private ContactSheet.Row row(Queries queries, int q, String how, int[] neighbours) {
        List<BufferedImage> pictures = new ArrayList<>();
        pictures.add(queries.shown().get(q));
        pictures.addAll(Bitmaps.of(pictures(neighbours)));
        return new ContactSheet.Row(queries.names().get(q) + ", " + how, pictures);
    }

    /** Training images by their rows. */
    public List<Planes> pictures(int... rows) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            return Bitmaps.planes(codec.images(image(rows)));
        }
    }

    /** Bottom latents of training images, without chance: {@code (B, C, s, s)}. */
    public Tensor image(int... rows) {
        FirstLatent first = store.manifest().config().pyramid().first();
        return first.mean(store.image(rows, new int[rows.length]));
    }

    private Tensor allImages() {
        int[] all = new int[store.size()];
        Arrays.setAll(all, i -> i);
        return image(all);
    }
}
