package org.symbiosis.app.reproduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.symbiosis.UserError;
import org.symbiosis.app.segments.TruthSet;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.segments.OracleRegions;
import org.symbiosis.spectral.cuts.MaskCut;
import org.symbiosis.spectral.segment.DiffusionReader.Look;
import org.symbiosis.spectral.segment.DiffusionReading;
import org.symbiosis.spectral.segment.Grouping;
import org.symbiosis.spectral.segment.Reading;
import org.symbiosis.spectral.segment.RegionCount;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.SegmentMethod.Ncut;
import org.symbiosis.spectral.segment.SegmentMethod.Ncut.Link;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.tensor.Scope;

/**
 * Oracle mIoU of regions cut in several ways, 2 to 10 of them as the silhouette asks.
 *
 * @param ways by the names of rows, in order
 * @param noise highest levels that models of noisy images are shown photographs under, a row each
 */
record OracleExperiment(Function<Specimen, Map<String, Way>> ways, List<Integer> noise)
        implements Experiment {
    /** A way to cut one photograph. */
    interface Way {
        Grouping of(Reading reading);
    }

    /** Our regions by all layers, and by the encoder's, the middle's and the decoder's share. */
    static OracleExperiment layers() {
        return new OracleExperiment(
                s -> {
                    Map<String, Way> ways = new LinkedHashMap<>();
                    ways.put("All (1-16)", span(s, 0, 1));
                    ways.put("Enc (1-4)", span(s, 0, 0.25));
                    ways.put("Mid (5-10)", span(s, 0.25, 0.625));
                    ways.put("Dec (11-16)", span(s, 0.625, 1));
                    return ways;
                },
                List.of(250, 500, 750, 999));
    }

    private static Way span(Specimen s, double from, double to) {
        return reading -> {
            int first = (int) Math.round(from * reading.depth());
            int end = Math.max(first + 1, (int) Math.round(to * reading.depth()));
            return s.ours().group(reading.span(first, end), RegionCount.Auto.USUAL, s.seed());
        };
    }

    /** Our regions against those of single layers. */
    static OracleExperiment methods() {
        return new OracleExperiment(
                s -> {
                    Map<String, SegmentMethod> methods = new LinkedHashMap<>();
                    methods.put("ours, all attention", s.ours());
                    methods.put("k-means, final features", new SegmentMethod.LastTokens());
                    methods.put("Ncut, final features", Ncut.usual(Link.LAST_TOKENS));
                    methods.put("Ncut, final attention", Ncut.usual(Link.LAST_ATTENTION));
                    methods.put("MaskCut", new SegmentMethod.SeveralObjects(MaskCut.DEFAULT));
                    Map<String, Way> ways = new LinkedHashMap<>();
                    methods.forEach(
                            (name, method) ->
                                    ways.put(
                                            name,
                                            r ->
                                                    method.group(
                                                            r, RegionCount.Auto.USUAL, s.seed())));
                    return ways;
                },
                List.of());
    }

    @Override
    public Map<String, double[]> measure(Specimen s) {
        TruthSet set = TruthSet.open(s.data());
        if (set.categories() == 0) {
            throw UserError.usage(
                    s.data() + " has regions without names", "give COCO, VOC or rooms:scenes");
        }
        Map<String, double[]> rows = new LinkedHashMap<>();
        boolean isUnderNoise = judge(s, set, Look.USUAL, ways.apply(s), rows);
        for (int level : isUnderNoise ? noise : List.<Integer>of()) {
            Way ours = r -> s.ours().group(r, RegionCount.Auto.USUAL, s.seed());
            Look look = new Look(0, level, Look.USUAL.draws());
            judge(s, set, look, Map.of("t_max " + level, ours), rows);
        }
        return rows;
    }

    /** Adds a row for each way; says whether the model looks at photographs under noise. */
    private static boolean judge(
            Specimen s,
            TruthSet set,
            Look look,
            Map<String, Way> ways,
            Map<String, double[]> rows) {
        Map<String, OracleRegions> oracles = new LinkedHashMap<>();
        ways.keySet().forEach(name -> oracles.put(name, new OracleRegions(set.categories())));
        int images = Math.min(s.images(), set.size());
        boolean isUnderNoise = false;
        s.a().progress().begin("segmenting", 0, images);
        try (Segmenter segmenter = s.segmenter(look)) {
            for (int i = 0; i < images; i++) {
                Picture photo = set.picture(i);
                Labels names = set.truth(i).names().orElseThrow();
                try (Scope scope = Scope.open()) {
                    Reading reading = segmenter.read(photo);
                    isUnderNoise = reading instanceof DiffusionReading;
                    ways.forEach(
                            (name, way) ->
                                    oracles.get(name)
                                            .add(
                                                    segmenter
                                                            .enlarged(way.of(reading), photo)
                                                            .regions(),
                                                    names));
                }
                s.a().progress().step(i + 1, "", 0);
            }
        }
        s.a().progress().end();
        oracles.forEach((name, oracle) -> rows.put(name, new double[] {oracle.miou()}));
        return isUnderNoise;
    }
}
