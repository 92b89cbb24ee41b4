package org.symbiosis.app.generate;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.ImageSource;
import org.symbiosis.diffusion.DiffusionFeatures;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.LatentSpace;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.LinearProbe;
import org.symbiosis.eval.ProbeProtocol;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/**
 * Linear probes of a diffusion model over blocks and noise levels (Table 2.4): the best of them is
 * its accuracy.
 */
public final class DiffusionProbe {
    /** The times of the dissertation's grid (section 4.6). */
    public static final List<Double> TIMES = List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.3);

    private final DiffusionFeatures features;
    private final FeatureExtractor extractor;
    private final LinearProbe probe;

    /**
     * Accuracy of the features of a block at a time.
     *
     * @param layer by the network's name of it
     * @param time of the noise
     * @param accuracy percent
     */
    public record Cell(String layer, double time, double accuracy) {}

    /**
     * Probes of a model.
     *
     * @param protocol how classifiers are trained
     * @param seed of noise, first weights and order
     */
    public DiffusionProbe(
            DiffusionFile file,
            LatentSpace space,
            ProbeProtocol.Simple protocol,
            long seed,
            Progress progress) {
        features = new DiffusionFeatures(file, space, seed);
        extractor = new FeatureExtractor(file.recipe().evaluation(), Engine.cores(), progress);
        probe = new LinearProbe(protocol, seed);
    }

    /** The blocks that are read when none are named. */
    public List<String> layers() {
        return features.layers();
    }

    /** All cells of the grid, time by time. */
    public List<Cell> grid(
            ImageSource train, ImageSource test, List<String> layers, List<Double> times) {
        List<Cell> cells = new ArrayList<>();
        for (double time : times) {
            List<Features> known = features(train, layers, time);
            List<Features> asked = features(test, layers, time);
            for (int i = 0; i < layers.size(); i++) {
                double accuracy = probe.accuracy(known.get(i), asked.get(i));
                cells.add(new Cell(layers.get(i), time, accuracy));
            }
        }
        return cells;
    }

    private List<Features> features(ImageSource source, List<String> layers, double time) {
        List<String> what =
                layers.stream().map(l -> l + ", mean of patch tokens, time " + time).toList();
        return extractor.of(images -> features.of(images, time, layers), what, source);
    }

    /** The best cell; of equal ones the first. */
    public static Cell best(List<Cell> cells) {
        Cell best = cells.get(0);
        for (Cell cell : cells) {
            best = cell.accuracy() > best.accuracy() ? cell : best;
        }
        return best;
    }
}
