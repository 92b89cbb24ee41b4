package org.symbiosis.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.ResamplingTree;
import org.symbiosis.nested.LatentChain;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.nested.Told;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Report;
import org.symbiosis.tensor.Scope;

/** Figure 5.1: images, and redraws of them with one level more fixed in every row. */
final class Figure5_1 implements Reproduction {
    private static final int IMAGES = 4;
    private static final int REDRAWS = 8;

    @Override
    public String name() {
        return "figure-5.1";
    }

    @Override
    public String title() {
        return "Redraws with the levels above fixed (Figure 5.1)";
    }

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.IMAGES, Choice.MODELS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Path run = hierarchy(a, lab);
        Report report =
                Report.titled(title())
                        .paragraph(
                                "With only the top latent fixed the meaning of an image stays; with"
                                        + " every level fixed but the image itself only its details"
                                        + " change.")
                        .code(a.command());
        try (Atelier atelier = lab.open(run, model -> model.recipe().generation())) {
            for (int i = 0; i < IMAGES; i++) {
                ContactSheet sheet = ContactSheet.of(rows(atelier, i)).withCell(64);
                sheet.png().write(a.folder().resolve("figure-5.1-" + i + ".png"));
                report = report.figure(sheet.png(), "Image " + i + " and its redraws");
            }
        }
        report.write(a.folder().resolve("report.html"));
    }

    /** The run that was named, or one of this scale. */
    private static Path hierarchy(Assignment a, NestedLab lab) {
        for (String model : a.materials().models()) {
            if (Files.isDirectory(Path.of(model)) && NestedFile.isOne(Path.of(model))) {
                return Path.of(model);
            }
        }
        String encoder = lab.network(NestedLab.Role.ENCODER, 0);
        try (LatentStore store = lab.latents(encoder, lab.levels())) {
            return lab.trained(lab.recipe(lab.levels(), 0), store, "hierarchy");
        }
    }

    private static ContactSheet.Row[] rows(Atelier atelier, int i) {
        Prompts prompts =
                atelier.model().config().told() instanceof Told.Classes c
                        ? new Prompts.Classes(new int[] {i % c.count()})
                        : new Prompts.None();
        SampleRequest request = new SampleRequest(0, Map.of(), i, 1, prompts);
        try (Scope s = Scope.open()) {
            LatentChain chain = atelier.draw(request);
            return new ResamplingTree(REDRAWS)
                    .rows(atelier, chain, request)
                    .toArray(ContactSheet.Row[]::new);
        }
    }
}
