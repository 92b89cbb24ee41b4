package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.symbiosis.adversarial.GanConfig;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.adversarial.GanRecipe.Augmentation;
import org.symbiosis.adversarial.Smoothness.NormHinge;
import org.symbiosis.app.encoders.FeatureScores;
import org.symbiosis.app.reproduce.StructuralTable.Measure;
import org.symbiosis.app.reproduce.StructuralTable.Pictures;
import org.symbiosis.contrastive.Views;
import org.symbiosis.report.Column;

/** Tables 3.1 to 3.5. */
final class StructuralTables {
    private static final double NONE = Double.NaN;

    private static final Measure SVM = percent("SVM", s -> s.svm().mean());
    private static final Measure K_MEANS = percent("k-means", s -> s.kMeans().mean());
    private static final Measure PROBE = percent("linear probe", FeatureScores::probe);
    private static final Measure SECONDS =
            new Measure(Column.number("training (s)", 0), StructuralScore::seconds);

    private StructuralTables() {}

    /** All of them. */
    static List<Reproduction> all() {
        return List.of(table3_1(), table3_2(), table3_3(), table3_4(), table3_5());
    }

    private static Measure percent(String name, ToDoubleFunction<FeatureScores> value) {
        return new Measure(Column.highest(name, 1), s -> s.last(value));
    }

    private static List<Column> numbers(int decimals, String... names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(Column.number(name, decimals));
        }
        return columns;
    }

    private static StructuralTable table3_1() {
        return new StructuralTable(
                "table-3.1",
                "Features of a discriminator against other ways to learn without labels (Table 3.1)",
                "ours has the best clusters on CIFAR-10 and ImageNet-10, and is near the best by SVM;"
                        + " its 'random' is taken to be the untrained network; pixels are our addition",
                numbers(
                        1,
                        "M par.",
                        "CIFAR-10 SVM",
                        "CIFAR-10 k-means",
                        "CIFAR-100 SVM",
                        "CIFAR-100 k-means",
                        "ImageNet-10 SVM",
                        "ImageNet-10 k-means"),
                List.of(
                        Published.of("supervised", 11.5, 95.1, 95.1, 75.9, 73.6, 96.4, 96.3),
                        Published.of("untrained", 11.5, 42.9, 22.0, 18.3, 8.9, 48.2, 28.3),
                        Published.of("DINO", 11.5, 89.7, 63.9, 65.6, 36.7, 87.8, 68.0),
                        Published.of("NNCLR", 11.5, 91.7, 69.3, 69.7, 40.4, 91.4, 66.8),
                        Published.of("SimCLR", 11.5, 90.6, 75.3, 65.6, 41.3, 89.0, 65.7),
                        Published.of("BYOL", 11.5, 93.1, 75.0, 70.6, 42.8, 90.4, 67.3),
                        Published.of("SwAV", 11.5, 89.1, 64.5, 65.0, 35.2, 90.0, 61.9),
                        Published.of("MAE", 20.4, 82.3, 37.0, 57.1, 17.9, 88.4, 45.8),
                        Published.of("DDPM", 41.8, 91.1, 78.0, 62.5, 36.3, NONE, NONE),
                        Published.of("ours", 11.5, 89.8, 80.1, 63.3, 38.2, 91.2, 75.4)),
                List.of(SVM, K_MEANS, SECONDS),
                GanRecipe.cifar(),
                r -> List.of(r.ours("ours"), r.untrained(), r.pixels()),
                Pictures.NONE,
                1);
    }

    private static StructuralTable table3_2() {
        return new StructuralTable(
                "table-3.2",
                "What augmentation is needed for: none, flips (F), crops (C), colours (J) (Table 3.2)",
                "without augmentation ours stays close to what it has with flips and crops, and SimCLR"
                        + " collapses; untrained and pixels are our addition",
                numbers(
                        1,
                        "CIFAR-10 k-means",
                        "CIFAR-10 SVM",
                        "CIFAR-10 linear probe",
                        "CIFAR-10 kNN 1",
                        "CIFAR-10 kNN 5",
                        "CIFAR-100 k-means",
                        "CIFAR-100 SVM",
                        "CIFAR-100 linear probe",
                        "CIFAR-100 kNN 1",
                        "CIFAR-100 kNN 5"),
                List.of(
                        row("None, SimCLR", 14.2, 21.8, 21.8, 14.7, 15.1, 2.1, 4.5, 5.4, 2.7, 2.5),
                        row(
                                "None, ours",
                                76.5,
                                84.5,
                                83.2,
                                79.7,
                                82.2,
                                22.5,
                                52.2,
                                51.6,
                                37.5,
                                37.4),
                        row("F, SimCLR", 17.5, 32.8, 32.1, 23.3, 25.5, 4.1, 10.3, 10.9, 6.0, 5.5),
                        row("F, ours", 76.2, 85.7, 85.8, 80.9, 84.5, 30.8, 52.0, 56.5, 41.0, 42.9),
                        row(
                                "F+C, SimCLR",
                                27.8,
                                72.7,
                                72.2,
                                64.9,
                                67.2,
                                12.2,
                                35.1,
                                34.3,
                                30.8,
                                29.1),
                        row(
                                "F+C, ours",
                                80.0,
                                89.3,
                                88.4,
                                87.7,
                                89.2,
                                37.4,
                                63.2,
                                62.0,
                                55.0,
                                56.1),
                        row(
                                "F+C+J, SimCLR",
                                78.0,
                                90.7,
                                90.2,
                                88.1,
                                89.5,
                                41.7,
                                65.2,
                                65.2,
                                59.2,
                                61.4)),
                List.of(
                        K_MEANS,
                        SVM,
                        PROBE,
                        percent("kNN 1", FeatureScores::knn1),
                        percent("kNN 5", FeatureScores::knn5),
                        SECONDS),
                GanRecipe.cifar(),
                r ->
                        List.of(
                                r.simClr("None, SimCLR", Views.NONE),
                                r.ours("None, ours", Augmentation.NONE),
                                r.simClr("F, SimCLR", Views.FLIP),
                                r.ours("F, ours", Augmentation.FLIP),
                                r.simClr("F+C, SimCLR", Views.FLIP_AND_CROP),
                                r.ours("F+C, ours", Augmentation.FLIP_AND_CROP),
                                r.simClr("F+C+J, SimCLR", Views.SIMCLR),
                                r.untrained(),
                                r.pixels()),
                Pictures.NONE,
                1);
    }

    private static Published row(String name, double... values) {
        return Published.of(name, values);
    }

    private static StructuralTable table3_3() {
        return new StructuralTable(
                "table-3.3",
                "Agreement of clusters with classes (Table 3.3)",
                "on CIFAR-10 ours is far above a self-conditioned GAN, whose printed purity hardly goes"
                        + " with its NMI; untrained and pixels are our addition",
                numbers(2, "CIFAR-10 NMI", "CIFAR-10 purity"),
                List.of(
                        Published.of("self-conditioned GAN", 33.26, 11.73),
                        Published.of("ours", 72.77, 81.52)),
                List.of(
                        percent("NMI", s -> s.nmi().mean()),
                        percent("purity", s -> s.purity().mean()),
                        SECONDS),
                GanRecipe.cifar(),
                r -> List.of(r.ours("ours"), r.untrained(), r.pixels()),
                Pictures.NONE,
                1);
    }

    private static StructuralTable table3_4() {
        return new StructuralTable(
                "table-3.4",
                "Objectives and regularisers of the discriminator (Table 3.4)",
                "the full objective and the coarse JSD alone are far above the hinge loss, by k-means"
                        + " most of all, and the regulariser is above spectral normalisation; the"
                        + " hinges on the norm (full: the floor), untrained and pixels are our addition",
                numbers(2, "M par. D", "M par. G", "IS", "FID", "k-means", "SVM"),
                List.of(
                        row(
                                "StyleGAN2-ADA, gradient penalty",
                                20.7,
                                19.9,
                                9.82,
                                3.60,
                                28.96,
                                76.50),
                        row("BigGAN, spectral norm", 4.2, 4.3, 8.22, 17.50, 29.69, 69.31),
                        row("hinge, L_reg", 11.5, 4.9, 8.13, 18.54, 36.41, 77.19),
                        row("coarse D_B, L_reg", 11.5, 4.9, 8.39, 17.83, 70.76, 87.9),
                        row("coarse JSD, L_reg", 11.5, 4.9, 8.55, 16.97, 80.55, 88.32),
                        row("full, spectral norm", 11.5, 4.9, 7.23, 26.41, 55.38, 83.9),
                        row("full, L_reg", 11.5, 4.9, 8.73, 13.63, 80.11, 89.76)),
                List.of(
                        new Measure(Column.highest("IS", 2), s -> s.drawn().inception()),
                        new Measure(Column.lowest("Frechet distance", 2), s -> s.drawn().frechet()),
                        K_MEANS,
                        SVM,
                        SECONDS),
                GanRecipe.cifar(),
                r ->
                        List.of(
                                r.game("hinge, spectral norm", g -> g.hinge().spectralNorm()),
                                r.game("hinge, L_reg", GanConfig::hinge),
                                r.game("coarse D_B, L_reg", GanConfig::bhattacharyya),
                                r.game("coarse JSD, L_reg", GanConfig::coarseOnly),
                                r.game("full, spectral norm", GanConfig::spectralNorm),
                                r.ours("full, L_reg"),
                                r.game("full, norm ceiling", g -> hinged(g, NormHinge.CEILING)),
                                r.game("full, norm off", g -> hinged(g, NormHinge.OFF)),
                                r.untrained(),
                                r.pixels()),
                Pictures.DRAWN,
                4);
    }

    private static GanConfig hinged(GanConfig game, NormHinge hinge) {
        return game.withSmoothness(game.smoothness().withHinge(hinge));
    }

    private static StructuralTable table3_5() {
        return new StructuralTable(
                "table-3.5",
                "A linear probe on ImageNet-100 (Table 3.5)",
                "ours, a ResNet-18, is above GenRep's ResNet-50; untrained is our addition",
                numbers(1, "ImageNet-100 linear probe"),
                List.of(
                        Published.of("GenRep, Tz only, ResNet-50", 55.0),
                        Published.of("ours", 59.9)),
                List.of(PROBE, SECONDS),
                GanRecipe.imagenet100(),
                r -> List.of(r.ours("ours"), r.untrained()),
                Pictures.NONE,
                1);
    }
}
