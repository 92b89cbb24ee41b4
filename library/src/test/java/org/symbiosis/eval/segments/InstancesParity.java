package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.AnnotatedObject.Extent;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.annotated.RunLength;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityFile;

/** Parity of average precision, of recall and of run lengths. */
final class InstancesParity {
    private InstancesParity() {}

    static void instances(ParityFile file) {
        List<RunLength> masks = masks(file, "input.gt.masks");
        List<RunLength> found = masks(file, "input.proposal.masks");
        checkTexts(file.json("rle_gt"), masks);
        checkTexts(file.json("rle_proposal"), found);
        long[] imageCrowd = Plain.longs(file.tensor("input.gt.image_crowd"));
        long[] imageOf = Plain.longs(file.tensor("input.proposal.image"));
        double[] scores = Plain.doubles(file.tensor("input.proposal.score"));
        List<Box> boxes = boxes(file.tensor("input.gt.boxes"));
        List<Box> foundBoxes = boxes(file.tensor("input.proposal.boxes"));
        TreeSet<Long> images = new TreeSet<>();
        for (int i = 0; i < masks.size(); i++) {
            images.add(imageCrowd[2 * i]);
            assertThat(masks.get(i).box()).isEqualTo(boxes.get(i));
        }
        for (long image : imageOf) {
            images.add(image);
        }
        InstanceEvaluation bbox = new InstanceEvaluation(Overlap.BOX);
        InstanceEvaluation segm = new InstanceEvaluation(Overlap.MASK);
        for (long image : images) {
            List<AnnotatedObject> truth = new ArrayList<>();
            for (int i = 0; i < masks.size(); i++) {
                if (imageCrowd[2 * i] == image) {
                    Extent extent = imageCrowd[2 * i + 1] == 1 ? Extent.CROWD : Extent.ONE;
                    RunLength mask = masks.get(i);
                    truth.add(new AnnotatedObject(0, boxes.get(i), mask, mask.area(), extent));
                }
            }
            List<Detection> detections = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                if (imageOf[i] == image) {
                    detections.add(new Detection(0, scores[i], foundBoxes.get(i), found.get(i)));
                }
            }
            bbox.add(truth, detections);
            segm.add(truth, detections);
        }
        check(file, "output.bbox.", bbox.scores());
        check(file, "output.segm.", segm.scores());
    }

    private static void check(ParityFile file, String prefix, InstanceScores s) {
        double[] stats =
                DoubleStream.of(
                                s.ap(),
                                s.ap50(),
                                s.ap75(),
                                s.apSmall(),
                                s.apMedium(),
                                s.apLarge(),
                                s.ar1(),
                                s.ar10(),
                                s.ar100(),
                                s.arSmall(),
                                s.arMedium(),
                                s.arLarge())
                        .map(v -> Double.isNaN(v) ? -1 : v)
                        .toArray();
        file.check(prefix + "stats", stats);
        file.check(prefix + "precision_50", s.precisions());
        file.check(prefix + "recall_100", s.recalls());
    }

    private static void checkTexts(JsonNode texts, List<RunLength> masks) {
        assertThat(texts).hasSameSizeAs(masks);
        for (int i = 0; i < masks.size(); i++) {
            RunLength mask = masks.get(i);
            String text = texts.get(i).asText();
            assertThat(mask.compressed()).isEqualTo(text);
            assertThat(RunLength.parse(mask.width(), mask.height(), text)).isEqualTo(mask);
        }
    }

    private static List<RunLength> masks(ParityFile file, String name) {
        int scale = file.config().get("scale").asInt();
        int h = file.config().get("mask_size").get(0).asInt();
        int w = file.config().get("mask_size").get(1).asInt();
        long[] all = Plain.longs(file.tensor(name));
        List<RunLength> masks = new ArrayList<>();
        for (int m = 0; m < all.length / (w * h); m++) {
            int from = m * w * h;
            masks.add(
                    RunLength.of(
                            w * scale,
                            h * scale,
                            (int i) -> {
                                int x = i % (w * scale) / scale;
                                int y = i / (w * scale) / scale;
                                return all[from + y * w + x] != 0;
                            }));
        }
        return masks;
    }

    private static List<Box> boxes(Tensor values) {
        double[] v = Plain.doubles(values);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < v.length; i += 4) {
            boxes.add(new Box(v[i], v[i + 1], v[i + 2], v[i + 3]));
        }
        return boxes;
    }
}
