package org.symbiosis.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.app.segments.MethodName;
import org.symbiosis.app.segments.Models;
import org.symbiosis.app.segments.Models.DiffusionSettings;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.segment.Edges;
import org.symbiosis.spectral.segment.InputSize;
import org.symbiosis.spectral.segment.PhotoReader;
import org.symbiosis.spectral.segment.RegionCount;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmenter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How photographs are cut, for commands that cut some. */
final class SegmentOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description =
                    "A run's folder, a model.safetensors of ours, the weights of a public vision"
                            + " transformer (DINO, DINOv2, MAE, MoCo v3, timm, CLIP), Stable"
                            + " Diffusion 1 (a folder of diffusers, or a whole checkpoint), or a"
                            + " name that 'models list' knows and 'models pull' has fetched.")
    private String model;

    @Option(
            names = "--graph",
            paramLabel = "G",
            defaultValue = "qk",
            description =
                    "qk: queries and keys, by layout; vv: values, by meaning (default:"
                            + " ${DEFAULT-VALUE}).")
    private String graph;

    @Option(
            names = "--regions",
            paramLabel = "K",
            defaultValue = "auto",
            split = ",",
            description =
                    "Number of regions, a range such as 2-6, or auto: 2-10, as the silhouette asks"
                            + " (default: ${DEFAULT-VALUE}).")
    private List<String> regions;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "Shorter side that the model is shown (default: 448; 28 patches for"
                            + " models of small pictures; for Stable Diffusion the side of a"
                            + " square, 512).")
    private int size;

    @Option(
            names = "--enlarge",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Times that queries, keys and values of a transformer are enlarged before they"
                            + " are compared (default: ${DEFAULT-VALUE}). The dissertation shows MAE"
                            + " its own size: --size 224 --enlarge 2.")
    private int enlarge;

    @Option(
            names = "--edges",
            paramLabel = "E",
            defaultValue = "places",
            description =
                    "places: blocks of a patch; colours: moved to the photograph's own edges by a"
                            + " dense random field, seconds each (default: ${DEFAULT-VALUE}).")
    private String edges;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Starts of the solver and of k-means (default: 0).")
    private long seed;

    @ArgGroup(exclusive = false, heading = "Stable Diffusion only:%n")
    private DiffusionOptions diffusion = new DiffusionOptions();

    private Edges edges() {
        return switch (edges.toLowerCase(Locale.ROOT)) {
            case "places" -> Edges.OF_PLACES;
            case "colours" -> Edges.OF_COLOURS;
            default -> throw UserError.usage("--edges " + edges, "choose places or colours");
        };
    }

    String model() {
        return model;
    }

    long seed() {
        return seed;
    }

    DiffusionSettings diffusion() {
        return diffusion.settings(seed);
    }

    /** Pixels of the shorter side, or the usual number. */
    int size(int usual) {
        return size == 0 ? usual : size;
    }

    SegmentMethod method(MethodName name) {
        return name.method(affinity(), seed);
    }

    Affinity affinity() {
        return switch (graph.toLowerCase(Locale.ROOT)) {
            case "qk" -> Affinity.QUERY_KEY;
            case "vv" -> Affinity.VALUE_VALUE;
            default -> throw UserError.usage("--graph " + graph, "choose qk or vv");
        };
    }

    /** Patches along the shorter side. */
    int side(int patch, int usual) {
        return size == 0 ? usual : new InputSize(size, patch).shortSide() / patch;
    }

    /** The first number of regions that was asked for. */
    RegionCount count() {
        return counts().values().iterator().next();
    }

    /** All numbers of regions that were asked for, by how they were written. */
    Map<String, RegionCount> counts() {
        Map<String, RegionCount> counts = new LinkedHashMap<>();
        regions.forEach(text -> counts.put(text, count(text)));
        return counts;
    }

    private static RegionCount count(String regions) {
        try {
            if (regions.equalsIgnoreCase("auto")) {
                return RegionCount.Auto.USUAL;
            }
            String[] ends = regions.split("-", 2);
            int least = Integer.parseInt(ends[0]);
            return ends.length == 1
                    ? new RegionCount.Fixed(least)
                    : new RegionCount.Auto(least, Integer.parseInt(ends[1]));
        } catch (NumberFormatException e) {
            throw UserError.usage("--regions " + regions, "give a number, 2-6, or auto");
        }
    }

    Segmenter segmenter(MethodName name) {
        RegionCount count = count();
        SegmentMethod method = method(name);
        Edges how = edges();
        PhotoReader reader = Models.reader(model, size, enlarge, diffusion());
        return new Segmenter(reader, method, count, how, seed);
    }
}
