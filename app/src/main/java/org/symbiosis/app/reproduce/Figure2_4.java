package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.report.Curves;
import org.symbiosis.report.Report;

/** Figure 2.4: effective rank and accuracy over training, by the smallest alpha. */
final class Figure2_4 implements Judging {
    private static final int POINTS = 8;

    @Override
    public String name() {
        return "figure-2.4";
    }

    @Override
    public String title() {
        return "Rank and accuracy of features during training (Figure 2.4)";
    }

    @Override
    public Set<Choice> heeds() {
        return Choice.judging(Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a, Judged images) {
        Laboratory laboratory = new Laboratory(a, images);
        List<Curves.Run> runs = new ArrayList<>();
        StringBuilder rows = new StringBuilder("| alphaMin | seed | epoch | rho | probe | kNN |\n");
        rows.append("|---:|---:|---:|---:|---:|---:|\n");
        for (double alphaMin : new double[] {1.0, 0.8, 0.7, 0.6, 0.5}) {
            Trial trial =
                    new MaeRecipes(a)
                            .with("alphaMin " + alphaMin, new Shortcut.LinearDecay(alphaMin));
            List<double[]> rank = new ArrayList<>();
            List<double[]> probe = new ArrayList<>();
            double[] epochs = {};
            for (long seed = 0; seed < a.seeds(); seed++) {
                List<Laboratory.Moment> moments = laboratory.course(trial, seed, POINTS);
                epochs = moments.stream().mapToDouble(Laboratory.Moment::epoch).toArray();
                rank.add(moments.stream().mapToDouble(m -> m.score().rho()).toArray());
                probe.add(moments.stream().mapToDouble(m -> m.score().probe()).toArray());
                for (Laboratory.Moment m : moments) {
                    rows.append(row(alphaMin, seed, m));
                }
            }
            runs.add(new Curves.Run("alpha_min " + alphaMin, epochs, rank, probe));
        }
        Curves curves = new Curves(runs, "linear probe, mean of all tokens, percent");
        Report.titled(title())
                .paragraph(
                        "Trained and judged on "
                                + images.words()
                                + " images. In the dissertation a lower alphaMin gives a lower rank"
                                + " and, early in training and for 0.5 to 0.6 at its end, a better"
                                + " probe.")
                .code(a.command())
                .addAll(curves.figures())
                .code(rows.toString())
                .write(a.folder().resolve("report.html"));
        System.out.println(rows);
    }

    private static String row(double alphaMin, long seed, Laboratory.Moment m) {
        return String.format(
                Locale.ROOT,
                "| %.1f | %d | %.2f | %.2f | %.1f | %.1f |%n",
                alphaMin,
                seed,
                m.epoch(),
                m.score().rho(),
                m.score().probe(),
                m.score().knnMean());
    }
}
