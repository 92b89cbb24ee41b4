package org.symbiosis.app.where;

import java.util.List;

/**
 * A row of the table.
 *
 * @param features what was judged
 * @param runs a score for each seed
 */
public record WhereRow(String features, List<WhereScore> runs) {
    /** Keeps its own list. */
    public WhereRow {
        runs = List.copyOf(runs);
    }
}
