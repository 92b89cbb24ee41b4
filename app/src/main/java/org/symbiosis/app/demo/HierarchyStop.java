package org.symbiosis.app.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbiosis.app.TrainedOnce;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.ResamplingTree;
import org.symbiosis.app.nested.VisualEncoders;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.nested.LatentChain;
import org.symbiosis.nested.NestedFile.Weights;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.NestedTraining;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.nested.TextStates;
import org.symbiosis.nested.latents.LatentCache;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsConfig;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.nested.latents.TransformerEncoder.Readout;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Report;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Chapter 5: a chain of three small diffusion models, whose upper two draw what the encoder would
 * see.
 *
 * @param encoder folder of its run
 * @param images to learn from
 * @param folder of latents and hierarchy
 * @param recipe of its training
 * @param progress hears how far it is
 */
record HierarchyStop(
        Path encoder, ImageSource images, Path folder, NestedRecipe recipe, Progress progress)
        implements Stop {
    private static final int DRAWN = 36;
    private static final int PER_ROW = 12;
    private static final int TREES = 2;
    private static final int REDRAWS = 12;
    private static final int CELL = 48;

    @Override
    public String words() {
        return "new pictures, level by level (chapter 5)";
    }

    @Override
    public void visit(Report report) {
        train();
        report.section("New pictures from the same encoder")
                .paragraph(
                        "Three small diffusion models in a row (chapter 5): the first draws the"
                                + " vector that the encoder would see in a whole picture, the second"
                                + " those of its quarters, the third the picture out of both. So"
                                + " what is drawn can be kept level by level while the rest is drawn"
                                + " anew. Encoder and hierarchy have both learnt from these pictures"
                                + " alone.");
        try (Atelier atelier =
                Atelier.open(
                        folder,
                        Weights.MEAN,
                        Optional.empty(),
                        model -> model.recipe().generation(),
                        progress)) {
            report.figure(drawn(atelier).withCell(CELL).png(), "Drawn pictures, unchosen");
            for (int i = 0; i < TREES; i++) {
                report.figure(
                        tree(atelier, i).withCell(CELL).png(),
                        "A drawn picture; others with its first vector, and with those of its"
                                + " quarters as well");
            }
        }
        report.paragraph(
                        "%d pictures of 16 x 16, %s passes a level: a minute's training shows the"
                                        .formatted(images.size(), recipe.train().epochs())
                                + " way, not what it leads to.")
                .code("symbiosis latents photos/ --encoder " + encoder + " --out latents/photos")
                .code("symbiosis train nested --latents latents/photos --out runs/n3")
                .code("symbiosis generate --model runs/n3 --guided -o sheet.png");
    }

    private void train() {
        try (LatentStore store = latents()) {
            NestedTraining training =
                    new NestedTraining(recipe, store, TextStates.none(), folder, progress);
            TrainedOnce.requireFinished(training.run(), folder);
        }
    }

    private LatentStore latents() {
        try (VisualEncoder reader = VisualEncoders.open(encoder.toString(), Readout.MEAN_TOKEN)) {
            return LatentCache.build(
                    folder.resolve("latents"),
                    images,
                    LatentsConfig.of(recipe.model().pyramid()),
                    reader,
                    new PixelCodec(),
                    OnCorrupt.FAIL,
                    progress);
        }
    }

    private static SampleRequest request(long first, int count) {
        return new SampleRequest(0, Map.of(), first, count, new Prompts.None());
    }

    private static ContactSheet drawn(Atelier atelier) {
        try (Scope s = Scope.open()) {
            LatentChain chain = atelier.draw(request(0, DRAWN));
            return ContactSheet.wrapped(Bitmaps.of(atelier.pictures(chain)), PER_ROW);
        }
    }

    private static ContactSheet tree(Atelier atelier, int number) {
        SampleRequest request = request(number, 1);
        try (Scope s = Scope.open()) {
            List<ContactSheet.Row> rows =
                    new ResamplingTree(REDRAWS).rows(atelier, atelier.draw(request), request);
            return ContactSheet.of(rows.toArray(ContactSheet.Row[]::new));
        }
    }
}
