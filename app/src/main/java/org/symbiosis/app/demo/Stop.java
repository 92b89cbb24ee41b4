package org.symbiosis.app.demo;

import org.symbiosis.report.Report;

/** One stop of the tour: a system of the dissertation, small. */
interface Stop {
    /** What it is, for the terminal. */
    String words();

    /** Does what there is to do, and shows it in the report. */
    void visit(Report report);
}
