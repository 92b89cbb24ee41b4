package org.symbiosis.app.reproduce;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.symbiosis.UserError;
import org.symbiosis.app.relight.RelightModels;
import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.intrinsics.Framing;
import org.symbiosis.intrinsics.Light;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.intrinsics.Relighter;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Png;
import org.symbiosis.report.Report;
import org.symbiosis.train.Progress;

/**
 * A figure of chapter 6: pictures of unseen scenes by one trained network.
 *
 * @param name on the command line
 * @param title of the figure
 * @param words what is to be seen
 * @param rows of one scene
 */
record RelightFigure(
        String name,
        String title,
        String words,
        BiFunction<Relighter, Shown, List<ContactSheet.Row>> rows)
        implements Reproduction {
    private static final int SCENES = 4;
    private static final int LIGHTS = 6;
    private static final int STEPS = 5;

    /** A scene to be shown. */
    record Shown(LitScenes scenes, int scene) {
        Planes photo(int light) {
            return Planes.of(scenes.picture(scene, light));
        }

        int lights() {
            return scenes.lights(scene);
        }
    }

    /** All figures of the chapter. */
    static List<Reproduction> all() {
        return List.of(
                new RelightFigure(
                        "figure-6.3",
                        "Between two lights (Figure 6.3)",
                        "The first and the last picture of a row are real; those between them are"
                                + " the first one's scene under lights on the straight line from one"
                                + " code to the other.",
                        RelightFigure::between),
                new RelightFigure(
                        "figure-6.7",
                        "One albedo under many lights (Figure 6.7)",
                        "Above, a scene under several lights; below, the same pictures with the"
                                + " light switched off. The more alike the lower row, the better.",
                        RelightFigure::albedos));
    }

    private static List<ContactSheet.Row> between(Relighter relighter, Shown shown) {
        int last = Math.min(13, shown.lights() - 1);
        int first = Math.min(9, last - 1);
        Light from = relighter.light(shown.photo(first));
        Light to = relighter.light(shown.photo(last));
        List<BufferedImage> row = new ArrayList<>();
        row.add(Bitmaps.of(shown.photo(first)));
        for (Light light : from.sweep(to, STEPS, Light.Way.LINEAR)) {
            Planes relit = relighter.relight(shown.photo(first), light, 1, Progress.SILENT);
            row.add(Bitmaps.of(relit));
        }
        row.add(Bitmaps.of(shown.photo(last)));
        return List.of(new ContactSheet.Row("", row));
    }

    private static List<ContactSheet.Row> albedos(Relighter relighter, Shown shown) {
        List<BufferedImage> photos = new ArrayList<>();
        List<BufferedImage> albedos = new ArrayList<>();
        int lights = Math.min(LIGHTS, shown.lights());
        for (int i = 0; i < lights; i++) {
            Planes photo = shown.photo(i * shown.lights() / lights);
            photos.add(Bitmaps.of(photo));
            albedos.add(Bitmaps.of(relighter.albedo(photo, Progress.SILENT)));
        }
        return List.of(
                new ContactSheet.Row("lights", photos), new ContactSheet.Row("albedos", albedos));
    }

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.TEST, Choice.MODELS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        try (RelightLaboratory laboratory = new RelightLaboratory(a);
                RelightFile file = model(a, laboratory)) {
            Relighter relighter = new Relighter(file.model(), Framing.Whole.USUAL, 0);
            List<ContactSheet.Row> all = new ArrayList<>();
            LitScenes scenes = laboratory.test();
            for (int s = 0; s < Math.min(SCENES, scenes.size()); s++) {
                all.addAll(rows.apply(relighter, new Shown(scenes, s)));
            }
            Png sheet = ContactSheet.of(all.toArray(ContactSheet.Row[]::new)).png();
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
