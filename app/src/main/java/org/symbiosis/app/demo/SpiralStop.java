package org.symbiosis.app.demo;

import java.nio.file.Path;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.app.spiral.SpiralStudy;
import org.symbiosis.report.Report;
import org.symbiosis.train.Progress;

/**
 * Chapter 3: a structural GAN on points of a double spiral.
 *
 * @param folder of its run
 * @param recipe of its training
 * @param progress hears how far it is
 */
record SpiralStop(Path folder, GanRecipe recipe, Progress progress) implements Stop {
    @Override
    public String words() {
        return "a discriminator that learns (chapter 3)";
    }

    @Override
    public void visit(Report report) {
        SpiralStudy study = SpiralStudy.of(recipe, 1, folder, progress);
        report.section("A discriminator that learns")
                .paragraph(
                        "A structural GAN (chapter 3) asks of its discriminator not only which"
                                + " points are real, but features that spread the real ones out and"
                                + " change smoothly with the input. Here discriminator and generator"
                                + " are perceptrons and the data is a double spiral; the objective is"
                                + " the one for images.")
                .figure(
                        study.picture(),
                        "In (f) a moved embedding is drawn at the mean place of the embeddings"
                                + " nearest to it.")
                .table(
                        study.table().table(),
                        "Which arm a point is on, in percent, by features of points that no"
                                + " training has seen")
                .code("symbiosis train gan --data photos/ --out runs/gan");
    }
}
