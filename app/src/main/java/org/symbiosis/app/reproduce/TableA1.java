package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.report.Axes;
import org.symbiosis.report.LineChart;
import org.symbiosis.report.Report;
import org.symbiosis.report.Series;

/** Table A.1: the alphas that a network finds when it may learn them. */
final class TableA1 implements Judging {
    @Override
    public String name() {
        return "table-a.1";
    }

    @Override
    public String title() {
        return "Learnt decay factors of attention and MLP (Table A.1)";
    }

    @Override
    public Set<Choice> heeds() {
        return Choice.judging(Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a, Judged images) {
        Trial trial = new MaeRecipes(a).with("learnable, skips", new Shortcut.Learnable(1));
        Laboratory laboratory = new Laboratory(a, images);
        List<double[]> attention = new ArrayList<>();
        List<double[]> mlp = new ArrayList<>();
        StringBuilder rows = new StringBuilder("| seed | branch | block 1, 2, ... | product |\n");
        rows.append("|---:|---|---|---:|\n");
        for (long seed = 0; seed < a.seeds(); seed++) {
            double[] alphas = laboratory.score(trial, seed).alphas();
            attention.add(every(alphas, 0));
            mlp.add(every(alphas, 1));
            rows.append(row(seed, "attention", every(alphas, 0)));
            rows.append(row(seed, "MLP", every(alphas, 1)));
        }
        double[] blocks = new double[attention.get(0).length];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = i + 1.0;
        }
        LineChart chart =
                new LineChart(
                        new Axes("", "block", "alpha"),
                        List.of(
                                Series.over("attention", blocks, attention),
                                Series.over("MLP", blocks, mlp)));
        Report.titled(title())
                .paragraph(
                        "Each branch's alpha starts at 1 and is trained with the weights, on "
                                + images.words()
                                + ". In the dissertation attention keeps a product of 0.134 and the"
                                + " MLP one of 0.0046 over 12 blocks: decay is found, mostly in the"
                                + " MLP.")
                .code(a.command())
                .figure(chart.png(), "Learnt alphas by block; mean and deviation over seeds")
                .code(rows.toString())
                .write(a.folder().resolve("report.html"));
        System.out.println(rows);
    }

    private static double[] every(double[] alphas, int branch) {
        double[] of = new double[alphas.length / 2];
        for (int block = 0; block < of.length; block++) {
            of[block] = alphas[2 * block + branch];
        }
        return of;
    }

    private static String row(long seed, String branch, double[] alphas) {
        StringBuilder row = new StringBuilder("| " + seed + " | " + branch + " |");
        double product = 1;
        for (double alpha : alphas) {
            product *= alpha;
            row.append(String.format(Locale.ROOT, " %.3f", alpha));
        }
        return row.append(String.format(Locale.ROOT, " | %.3g |%n", product)).toString();
    }
}
