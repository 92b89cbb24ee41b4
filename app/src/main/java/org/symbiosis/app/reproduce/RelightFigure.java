package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.symbiosis.UserError;
import org.symbiosis.app.relight.LightSheets;
import org.symbiosis.app.relight.RelightModels;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.report.Png;
import org.symbiosis.report.Report;

/**
 * A figure of chapter 6: pictures of unseen scenes by one trained network.
 *
 * @param name on the command line
 * @param title of the figure
 * @param words what is to be seen
 * @param rows of one scene
 */
record RelightFigure(String name, String title, String words, LightSheets.Rows rows)
        implements Reproduction {
    private static final int SCENES = 4;

    /** All figures of the chapter. */
    static List<Reproduction> all() {
        return List.of(
                new RelightFigure(
                        "figure-6.3",
                        "Between two lights (Figure 6.3)",
                        LightSheets.BETWEEN,
                        LightSheets::between),
                new RelightFigure(
                        "figure-6.7",
                        "One albedo under many lights (Figure 6.7)",
                        LightSheets.ALBEDOS,
                        LightSheets::albedos));
    }

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.TEST, Choice.MODELS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        try (RelightLaboratory laboratory = new RelightLaboratory(a);
                RelightFile file = model(a, laboratory)) {
            LightSheets sheets = LightSheets.ofNetwork(file.model(), laboratory.test());
            Png sheet = sheets.sheet(rows, SCENES).png();
            sheet.write(a.folder().resolve(name + ".png"));
            Report.titled(title)
                    .paragraph(origin(a, laboratory))
                    .code(a.command())
                    .figure(sheet, words)
                    .write(a.folder().resolve("report.html"));
        }
    }

    private static RelightFile model(Assignment a, RelightLaboratory laboratory) {
        List<String> named = a.materials().models();
        laboratory.test(); // refused before the training, not after it
        if (named.isEmpty()) {
            RelightTrial trial = new RelightTrial("ours", RelightTable.recipe(a));
            return RelightFile.open(laboratory.run(trial, 0), Weights.MEAN);
        }
        if (named.size() > 1) {
            throw UserError.usage(named.size() + " models are named", "a figure shows one");
        }
        if (a.changes().any()) {
            throw UserError.usage(
                    "a model is named and a training described",
                    "leave --model out, or --config, --set and --epochs");
        }
        return RelightModels.open(Path.of(named.get(0)), Weights.MEAN);
    }

    private static String origin(Assignment a, RelightLaboratory laboratory) {
        return a.materials().models().isEmpty()
                ? "Trained on " + laboratory.words() + "."
                : "By " + a.materials().models().get(0) + ", on " + laboratory.test().name() + ".";
    }
}
