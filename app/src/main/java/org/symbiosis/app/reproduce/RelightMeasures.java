package org.symbiosis.app.reproduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.app.relight.LightSheets;
import org.symbiosis.intrinsics.AlbedoGuess;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.report.Column;

/** What a table of chapter 6 measures and shows. */
enum RelightMeasures {
    /** Pictures relit like others, and what the codes of lights tell. */
    RELIT(
            List.of(
                    Column.lowest("RMSE", 3),
                    Column.highest("SSIM", 3),
                    Column.lowest("RMSE scale", 3),
                    Column.highest("SSIM scale", 3),
                    Column.lowest("RMSE shift", 3),
                    Column.highest("SSIM shift", 3),
                    Column.highest("code tells light (%)", 1),
                    Column.lowest("code tells scene (%)", 1)),
            Weights.LAST,
            LightSheets::likeOthers,
            LightSheets.LIKE_OTHERS) {
        @Override
        void prepare(RelightLaboratory laboratory, Assignment a) {
            laboratory.test(); // refused before the training, not after it
        }

        @Override
        List<Double> of(RelightScore score) {
            return score.relit();
        }

        @Override
        Map<String, List<Double>> baselines(RelightLaboratory laboratory, RelightScore any) {
            return Map.of("input image", any.input());
        }
    },

    /** Pictures with the light switched off. */
    ALBEDO(
            List.of(
                    Column.lowest("error", 3),
                    Column.lowest("deviation over lights", 3),
                    Column.lowest("WHDR 0.1", 3),
                    Column.lowest("WHDR tuned", 3),
                    Column.lowest("WHDR 0.1 flat", 3),
                    Column.lowest("WHDR tuned flat", 3)),
            Weights.MEAN,
            LightSheets::albedos,
            LightSheets.ALBEDOS) {
        @Override
        void prepare(RelightLaboratory laboratory, Assignment a) {
            laboratory.gaps().forEach(a.progress()::message);
        }

        @Override
        List<Double> of(RelightScore score) {
            return score.albedo();
        }

        @Override
        Map<String, List<Double>> baselines(RelightLaboratory laboratory, RelightScore any) {
            Map<String, List<Double>> rows = new LinkedHashMap<>();
            rows.put("input image", laboratory.albedo(AlbedoGuess.INPUT, AlbedoGuess.INPUT_FLAT));
            rows.put("blurred input", laboratory.albedo(AlbedoGuess.BLURRED, AlbedoGuess.BLURRED));
            rows.put(
                    "constant grey", laboratory.albedo(AlbedoGuess.CONSTANT, AlbedoGuess.CONSTANT));
            return rows;
        }
    };

    private final List<Column> columns;
    private final Weights weights;
    private final LightSheets.Rows pictures;
    private final String caption;

    RelightMeasures(
            List<Column> columns, Weights weights, LightSheets.Rows pictures, String caption) {
        this.columns = columns;
        this.weights = weights;
        this.pictures = pictures;
        this.caption = caption;
    }

    /**
     * Says what these scenes cannot tell.
     *
     * @throws org.symbiosis.UserError when they tell nothing
     */
    abstract void prepare(RelightLaboratory laboratory, Assignment a);

    /** Numbers of a training, one for each column. */
    abstract List<Double> of(RelightScore score);

    /**
     * Numbers of what needs no training.
     *
     * @param any a score on the same scenes
     */
    abstract Map<String, List<Double>> baselines(RelightLaboratory laboratory, RelightScore any);

    /** What the pictures are of, in the name of their file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which weights are measured, and draw the pictures. */
    Weights weights() {
        return weights;
    }

    /** Rows of a sheet of pictures. */
    LightSheets.Rows pictures() {
        return pictures;
    }

    /** What there is to see on a sheet. */
    String caption() {
        return caption;
    }

    /** The columns, for rows of as many numbers. */
    List<Measure<List<Double>>> columns() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new Measure<List<Double>>(columns.get(i), row -> row.get(i)))
                .toList();
    }
}
