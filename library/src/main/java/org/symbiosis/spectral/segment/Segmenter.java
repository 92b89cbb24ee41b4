package org.symbiosis.spectral.segment;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.data.DecodeLimits;
import org.symbiosis.data.ImageDecoder;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.pretrained.AttentionModels;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.tensor.Scope;

/** Cuts photographs into regions by what a frozen attention model sees in them. */
public final class Segmenter implements AutoCloseable {
    private final PhotoReader reader;
    private final SegmentMethod method;
    private final RegionCount count;
    private final Edges edges;
    private final long seed;
    private final Optional<ZeroShot> namer;

    /**
     * A segmenter.
     *
     * @param reader is closed with it
     * @param seed of the starts of k-means
     */
    public Segmenter(
            PhotoReader reader, SegmentMethod method, RegionCount count, Edges edges, long seed) {
        this(reader, method, count, edges, seed, Optional.empty());
    }

    private Segmenter(
            PhotoReader reader,
            SegmentMethod method,
            RegionCount count,
            Edges edges,
            long seed,
            Optional<ZeroShot> namer) {
        this.reader = reader;
        this.method = method;
        this.count = count;
        this.edges = edges;
        this.seed = seed;
        this.namer = namer;
    }

    /** The same, which also names the regions; the namer's model stays the caller's. */
    public Segmenter naming(ZeroShot by) {
        return new Segmenter(reader, method, count, edges, seed, Optional.of(by));
    }

    /** What shows photographs to the model. */
    public PhotoReader reader() {
        return reader;
    }

    /**
     * A segmenter with the dissertation's settings: all layers, query-key graphs, the exact solver,
     * photographs at 448 pixels, 2 to 10 regions as the silhouette asks.
     *
     * @param weights of a public vision transformer, CLIP's included
     * @throws UserError when they cannot be read, or hold something else
     */
    public static Segmenter open(Path weights) {
        return of(AttentionModels.open(weights), SpectralConfig.exact());
    }

    /** A segmenter with another solver. */
    public static Segmenter of(AttentionModel model, SpectralConfig config) {
        return of(new PatchReader(model, InputSize.usual(model.patch())), config);
    }

    /** A segmenter with another solver, and a model that is shown photographs in its own way. */
    public static Segmenter of(PhotoReader reader, SpectralConfig config) {
        SegmentMethod method = new SegmentMethod.Spectral(config);
        return new Segmenter(reader, method, RegionCount.Auto.USUAL, Edges.OF_PLACES, 0);
    }

    /**
     * Cuts the photograph in a file.
     *
     * @throws UserError when it cannot be read
     */
    public Segmentation segment(Path photo) {
        return segment(picture(photo));
    }

    /**
     * The photograph in a file.
     *
     * @throws UserError when it cannot be read
     */
    public static Picture picture(Path photo) {
        if (Files.notExists(photo)) {
            throw UserError.failed("there is no file " + photo, "check the path");
        }
        try {
            return new ImageDecoder(DecodeLimits.DEFAULT).decode(photo.toString(), photo);
        } catch (IOException e) {
            throw UserError.failed(e.getMessage(), "take another image, or mend it", e);
        }
    }

    /** Cuts a photograph. */
    public Segmentation segment(BufferedImage photo) {
        return segment(Pixels.of(photo));
    }

    /** Cuts a photograph. */
    public Segmentation segment(Picture photo) {
        try (Scope s = Scope.open()) {
            Segmentation found = enlarged(method.group(read(photo), count, seed), photo);
            return namer.map(by -> named(found, by.name(photo, found.regions()))).orElse(found);
        }
    }

    private static Segmentation named(Segmentation found, List<NamedRegion> names) {
        return new Segmentation(found.regions(), found.places(), names);
    }

    /** What the model sees in a photograph, owned by the caller's scope: for several methods. */
    public Reading read(Picture photo) {
        return reader.read(photo);
    }

    /** A grouping of a photograph's places in its own size. */
    public Segmentation enlarged(Grouping places, Picture photo) {
        return new Segmentation(edges.settle(places.regions().map(), photo), places);
    }

    @Override
    public void close() {
        reader.close();
    }
}
