package org.symbiosis.app.reproduce;

import java.util.Map;

/** What a table of chapter 4 measures of one model. */
interface Experiment {
    /** Numbers in the order of the measured columns, by the names of rows, in order. */
    Map<String, double[]> measure(Specimen specimen);
}
