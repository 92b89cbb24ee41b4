package org.symbiosis.report;

/** A chart of plain numbers, drawn without a screen. */
public sealed interface Chart permits LineChart, BarChart, ScatterChart {
    /** Draws the chart on white, at twice the density of the page. */
    Png png();
}
