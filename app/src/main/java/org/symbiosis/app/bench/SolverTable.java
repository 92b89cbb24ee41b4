package org.symbiosis.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.app.bench.SolverRace.Row;

/** What a race of solvers found, as a table for people. */
public final class SolverTable {
    private SolverTable() {}

    /** A heading and one line a solver. */
    public static List<String> lines(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "                             times faster    peak              span as exact"
                        + "   adjusted Rand index with");
        lines.add(
                "solver            s    CPU s   clock    CPU     MB  objective     all  first 5"
                        + "   exact literal planted");
        rows.forEach(r -> lines.add(line(r)));
        return lines;
    }

    private static String line(Row r) {
        return "%-11s %7.2f %8.2f %7.1f %6.1f %6s %10s %7s %8s %7s %7s %7s"
                .formatted(
                        r.name(),
                        r.seconds(),
                        r.cpuSeconds(),
                        r.ratio(),
                        r.cpuRatio(),
                        number(r.peakMegabytes(), 0),
                        number(r.objective(), 4),
                        number(r.subspace(), 3),
                        number(r.leading(), 3),
                        number(r.randExact(), 3),
                        number(r.randFirst(), 3),
                        number(r.randTruth(), 3));
    }

    private static String number(double value, int digits) {
        return Double.isNaN(value) ? "-" : ("%." + digits + "f").formatted(value);
    }
}
