package org.symbiosis.app.reproduce;

import java.util.List;
import org.symbiosis.report.Column;

/** A table whose printed numbers are known, row by row. */
interface Printed extends Reproduction {
    /** What the dissertation found, and what differs here. */
    String expectation();

    /** Columns as printed. */
    List<Column> columns();

    /** Rows as printed. */
    List<Published> published();

    /** Columns that are measured. */
    List<Column> measured();
}
