package org.symbiosis.report;

/**
 * What a chart says about itself.
 *
 * @param title above the chart; empty for none
 * @param x what runs along the horizontal axis, with its unit
 * @param y what runs along the vertical axis, with its unit
 */
public record Axes(String title, String x, String y) {}
