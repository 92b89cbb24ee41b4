package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbiosis.UserError;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.ResamplingTree;
import org.symbiosis.nested.LatentChain;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.NestedFile.Weights;
import org.symbiosis.nested.NestedRecipe;
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
        return EnumSet.of(
                Choice.DATA,
                Choice.IMAGES,
                Choice.MODELS,
                Choice.AUTOENCODER,
                Choice.LEVELS,
                Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        Optional<Path> named = named(a);
        Path run = named.orElseGet(() -> trained(a));
        Report report =
                Report.titled(title())
                        .paragraph(
                                "With only the top latent fixed the meaning of an image stays; with"
                                        + " every level fixed but the image itself only its details"
                                        + " change.")
                        .code(a.command());
        try (Atelier atelier =
                Atelier.open(
                        run,
                        Weights.MEAN,
                        a.materials().autoencoder(),
                        model -> model.recipe().generation(),
                        a.progress())) {
            for (int i = 0; i < IMAGES; i++) {
                ContactSheet sheet = ContactSheet.of(rows(atelier, i)).withCell(64);
                sheet.png().write(a.folder().resolve("figure-5.1-" + i + ".png"));
                report = report.figure(sheet.png(), "Image " + i + " and its redraws");
            }
        }
        report.write(a.folder().resolve("report.html"));
    }

    /**
     * The hierarchy that is named, if one is.
     *
     * @throws UserError when besides it something is told that only a training would follow
     */
    private static Optional<Path> named(Assignment a) {
        Materials m = a.materials();
        if (m.models().size() > 1) {
            throw UserError.usage(
                    m.models().size() + " models are named",
                    "name a hierarchy to show, or an encoder to train one on");
        }
        Optional<Path> run = m.models().stream().map(Path::of).filter(NestedFile::isOne).findAny();
        boolean isForTraining =
                a.changes().any()
                        || m.data().isPresent()
                        || m.images().isPresent()
                        || a.extent().levels().isPresent();
        if (run.isPresent() && isForTraining) {
            throw UserError.usage(
                    "a trained hierarchy is named and a training described",
                    "leave --model out, or --data, --images, --levels, --config, --set and"
                            + " --epochs");
        }
        return run;
    }

    /** A hierarchy of this scale. */
    private static Path trained(Assignment a) {
        NestedLab lab = new NestedLab(a);
        try (LatentStore store = lab.latents(lab.encoder(0), lab.levels())) {
            NestedRecipe recipe = lab.recipe(lab.levels(), 0);
            return lab.trained(recipe, store, "hierarchy", List.of()).folder();
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
