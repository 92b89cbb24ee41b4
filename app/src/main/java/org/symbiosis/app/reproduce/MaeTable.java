package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.symbiosis.UserError;
import org.symbiosis.decay.MaeConfig;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.Skips;
import org.symbiosis.nn.Shortcut;

/**
 * A table that compares masked autoencoders.
 *
 * @param name on the command line
 * @param title what it shows
 * @param expectation what the dissertation found
 * @param trials its rows
 */
record MaeTable(
        String name, String title, String expectation, Function<Assignment, List<Trial>> trials)
        implements Reproduction {

    static MaeTable table2_1() {
        return new MaeTable(
                "table-2.1",
                "Masked autoencoders on ImageNet-1K: original and decayed (Table 2.1)",
                "linear probe 67.8 to 72.7, kNN 27.4 to 63.9 by decay to alphaMin 0.6",
                a ->
                        List.of(
                                original("original MAE", a),
                                new Trial("decayed, alphaMin 0.6, skips", a.adapted(a.base()))));
    }

    static MaeTable table2_2() {
        return new MaeTable(
                "table-2.2",
                "Smallest alpha and network size (Table 2.2, with the row of Table 2.3a that has"
                        + " no skips)",
                "with skips the probe rises from alphaMin 1.0 (76.5 for ViT-B) to 0.6 (83.6);"
                        + " without them 0.6 falls to 61.5",
                MaeTable::sizes);
    }

    private static List<Trial> sizes(Assignment a) {
        List<Trial> trials = new ArrayList<>();
        if (a.scale() == Scale.FULL) {
            for (int[] size :
                    new int[][] {{384, 12}, {768, 12}, {1024, 12}, {768, 18}, {1024, 24}}) {
                for (double alphaMin : new double[] {0.6, 0.7, 0.8, 0.9, 1.0}) {
                    MaeRecipe recipe = MaeRecipe.table2_2(size[0], size[1], alphaMin);
                    String row = "%d/%d, alphaMin %s".formatted(size[0], size[1], alphaMin);
                    trials.add(new Trial(row, a.adapted(recipe)));
                }
            }
            return trials;
        }
        trials.add(original("1.0, no skips (original MAE)", a));
        for (double alphaMin : new double[] {1.0, 0.8, 0.7, 0.6}) {
            trials.add(trial(alphaMin + ", skips", a, new Shortcut.LinearDecay(alphaMin)));
        }
        trials.add(withoutSkips("0.6, no skips", a));
        return trials;
    }

    static MaeTable table2_3() {
        double half = Math.sqrt(0.5);
        return new MaeTable(
                "table-2.3",
                "Schedules, skips and placement (Tables 2.3a and 2.3b)",
                "0.6 linear with skips is best (83.6), scaling both comes close (82.6), scaling the"
                        + " branch alone changes nothing (76.9 against 76.5), no skips hurts (61.5)",
                a -> {
                    Shortcut decay = new Shortcut.LinearDecay(0.6);
                    return List.of(
                            trial("0.6 linear, skips", a, decay),
                            withoutSkips("0.6 linear, no skips", a),
                            trial("0.6 cosine, skips", a, new Shortcut.CosineDecay(0.6)),
                            trial("0.7 linear, skips", a, new Shortcut.LinearDecay(0.7)),
                            trial("0.7 cosine, skips", a, new Shortcut.CosineDecay(0.7)),
                            trial("learnable, skips", a, new Shortcut.Learnable(1)),
                            trial("residual", a, new Shortcut.Identity()),
                            trial("scale f only", a, new Shortcut.ScaleBranch(half)),
                            trial("scale both", a, new Shortcut.ScaleBoth(half)),
                            trial("attention only, 0.6", a, new Shortcut.AttentionOnly(decay)),
                            trial("MLP only, 0.6", a, new Shortcut.MlpOnly(decay)));
                });
    }

    private static Trial trial(String name, Assignment a, Shortcut shortcut) {
        return new Trial(name, a.adapted(a.base().withShortcut(shortcut)));
    }

    private static Trial withoutSkips(String name, Assignment a) {
        MaeConfig model = a.base().model().withSkips(Skips.NONE);
        return new Trial(name, a.adapted(a.base().withModel(model)));
    }

    private static Trial original(String name, Assignment a) {
        return new Trial(name, a.adapted(a.base().withModel(a.base().model().original())));
    }

    @Override
    public void run(Assignment a) {
        List<Trial> chosen =
                trials.apply(a).stream().filter(t -> t.name().matches(a.rows())).toList();
        if (chosen.isEmpty()) {
            throw UserError.usage(
                    "--rows " + a.rows() + " matches no row",
                    "rows are "
                            + String.join(
                                    "; ", trials.apply(a).stream().map(Trial::name).toList()));
        }
        Laboratory laboratory = a.laboratory();
        Map<String, List<Score>> scores = new LinkedHashMap<>();
        chosen.forEach(t -> scores.put(t.name(), new ArrayList<>()));
        for (long seed = 0; seed < a.seeds(); seed++) {
            for (Trial trial : chosen) {
                Score score = laboratory.score(trial, seed);
                scores.get(trial.name()).add(score);
                a.progress()
                        .message(
                                "%s, seed %d: kNN %.1f (class token %.1f), probe %.1f, rho %.2f"
                                        .formatted(
                                                trial.name(),
                                                seed,
                                                score.knnMean(),
                                                score.knnCls(),
                                                score.probe(),
                                                score.rho()));
            }
            new ScoreSheet(this, a, laboratory.images(), scores).write();
        }
        System.out.println(new ScoreSheet(this, a, laboratory.images(), scores).markdown());
    }
}
