package org.symbiosis.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.symbiosis.app.where.AnnotatedLocation;
import org.symbiosis.app.zeroshot.NamedClasses;
import org.symbiosis.app.zeroshot.ZeroShotScore;
import org.symbiosis.app.zeroshot.ZeroShotStudy;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.pretrained.AttentionModels;
import org.symbiosis.pretrained.ClipModel;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.spectral.segment.DiffusionReader.Look;
import org.symbiosis.spectral.segment.InputSize;
import org.symbiosis.spectral.segment.NameScore;
import org.symbiosis.spectral.segment.PatchReader;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.spectral.segment.TextClasses;
import org.symbiosis.spectral.segment.ZeroShot;

/** Regions and places named by CLIP, which is the model itself where it is one (Table C.3). */
record ZeroShotExperiment() implements Experiment {
    private static final String CLIP = "clip-b16";

    @Override
    public Map<String, double[]> measure(Specimen s) {
        AnnotatedImages set = set(s.data());
        try (Segmenter segmenter = s.segmenter(Look.USUAL)) {
            if (segmenter.reader() instanceof PatchReader patches
                    && patches.model() instanceof ClipModel clip) {
                return named(s, set, segmenter, clip);
            }
            try (ClipModel clip = AttentionModels.openClip(ModelStore.ofUser().resolve(CLIP))) {
                return named(s, set, segmenter, clip);
            }
        }
    }

    /** COCO's groups are no names to look for, so that its categories stay apart. */
    private static AnnotatedImages set(String data) {
        boolean panoptic =
                !RoomsSources.isLocation(data) && Files.isDirectory(Path.of(data, "panoptic"));
        return panoptic ? CocoPanoptic.open(Path.of(data)) : AnnotatedLocation.open(data);
    }

    private static Map<String, double[]> named(
            Specimen s, AnnotatedImages set, Segmenter segmenter, ClipModel clip) {
        NamedClasses classes = new NamedClasses(set.categories());
        ZeroShot namer =
                new ZeroShot(
                        clip,
                        InputSize.usual(clip.patch()),
                        TextClasses.of(clip.clip(), classes.words(), TextClasses.PROMPTS),
                        NameScore.Softmax.USUAL,
                        classes.hasBackground() ? ZeroShot.THRESHOLD : Double.NEGATIVE_INFINITY);
        Map<String, ZeroShotScore> scores =
                new ZeroShotStudy(set, classes, segmenter, namer)
                        .run(
                                s.images(),
                                (i, photo, truth, regions, places) -> {},
                                s.a().progress());
        Map<String, double[]> rows = new LinkedHashMap<>();
        rows.put("MaskCLIP", new double[] {scores.get(ZeroShotStudy.PLACES).miouOfPresent()});
        rows.put("Ours", new double[] {scores.get(ZeroShotStudy.REGIONS).miouOfPresent()});
        return rows;
    }
}
