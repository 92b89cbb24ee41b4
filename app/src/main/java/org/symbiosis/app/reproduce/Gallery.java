package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.Optional;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.app.generate.Generators;
import org.symbiosis.app.generate.PictureOutput;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.app.generation.GeneratedImages;
import org.symbiosis.app.generation.Judge;
import org.symbiosis.app.generation.Judgement;
import org.symbiosis.app.generation.PictureJudge;
import org.symbiosis.app.reproduce.StructuralScore.Drawn;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.InceptionScore;
import org.symbiosis.eval.Moments;
import org.symbiosis.train.Progress;

/**
 * Pictures of generators: a sheet of some, and, where a judge was named by {@code --model}, how far
 * more of them are from the training images in its features.
 */
final class Gallery implements AutoCloseable {
    private static final int ON_SHEET = 64;
    private static final int SPLITS = 10;

    private final Progress progress;
    private final int pictures;
    private final Optional<PictureJudge> judge;
    private final Optional<Moments> real;

    /** A gallery beside these training images. */
    Gallery(Assignment a, ImageSource train) {
        progress = a.progress();
        pictures =
                switch (a.scale()) {
                    case TINY -> 500;
                    case SMALL -> 2_000;
                    case FULL -> 50_000;
                };
        judge =
                a.materials().models().isEmpty()
                        ? Optional.empty()
                        : Optional.of(TableJudge.open(a, train));
        real = judge.map(j -> j.judgement(train).moments());
    }

    /** All that the judgement of pictures depends on but the pictures. */
    String identity() {
        return judge.map(PictureJudge::identity).orElse("nobody") + ", " + pictures + " pictures";
    }

    /** Draws a sheet from a generator's weights, and has its pictures judged. */
    Drawn draw(Path weights, Path sheet, long seed) {
        try (Generator generator = Generators.open(weights, Wishes.usual(seed), progress)) {
            PictureOutput output = PictureOutput.at(sheet);
            output.add(0, generator.images(0, new int[ON_SHEET]));
            output.finish();
        }
        return judge.map(j -> judged(j.judge(), weights, seed)).orElse(Drawn.NONE);
    }

    private Drawn judged(Judge by, Path weights, long seed) {
        Generator generator = Generators.open(weights, Wishes.usual(seed), progress);
        try (ImageSource drawn = new GeneratedImages(generator, "drawn pictures", pictures)) {
            Judgement seen = by.judge(drawn, SPLITS);
            return new Drawn(
                    by.measure(pictures),
                    FrechetDistance.of(seen.moments(), real.orElseThrow()),
                    seen.score().map(InceptionScore.Score::mean).orElse(Double.NaN),
                    pictures);
        }
    }

    @Override
    public void close() {
        judge.ifPresent(PictureJudge::close);
    }
}
