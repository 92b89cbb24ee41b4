package org.symbiosis.app.cli;

import java.util.List;
import org.symbiosis.spectral.Affinity;

/** Kinds of graphs by the words of the command line. */
enum GraphChoice {
    QK(Affinity.QUERY_KEY),
    VV(Affinity.VALUE_VALUE),
    BOTH(Affinity.QUERY_KEY, Affinity.VALUE_VALUE);

    private final List<Affinity> affinities;

    GraphChoice(Affinity... affinities) {
        this.affinities = List.of(affinities);
    }

    /** In the order of tables. */
    List<Affinity> affinities() {
        return affinities;
    }
}
