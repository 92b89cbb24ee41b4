package org.symbiosis.app.reproduce;

import java.util.EnumSet;
import java.util.Set;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.app.spiral.SpiralStudy;
import org.symbiosis.report.Report;

/** Figure 3.2: a structural GAN on a double spiral. It needs no images. */
final class Figure3_2 implements Reproduction {
    @Override
    public String name() {
        return "figure-3.2";
    }

    @Override
    public String title() {
        return "A structural GAN on a double spiral (Figure 3.2)";
    }

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        GanRecipe recipe = a.changes().to(GanRecipe.spiral());
        SpiralStudy study = SpiralStudy.of(recipe, a.seeds(), a.folder(), a.progress());
        study.picture().write(a.folder().resolve("figure-3.2.png"));
        Report.titled(title())
                .paragraph(
                        "Discriminator and generator are perceptrons; the objective is the one for"
                                + " images. Features are judged on points that no training has"
                                + " seen; all numbers are percentages.")
                .code(a.command())
                .figure(
                        study.picture(),
                        "Seed 0. In (f) a moved embedding is drawn at the mean place of the"
                                + " embeddings nearest to it.")
                .table(study.table().table(), "Mean and deviation over " + a.seeds() + " seeds")
                .write(a.folder().resolve("report.html"));
        System.out.println(study.table().markdown());
    }
}
