/**
 * What people look at: charts, contact sheets of pictures, and one HTML file that holds them all.
 *
 * <p>{@link org.symbiosis.report.Report} is the entry. Pictures of tensors come from {@link
 * org.symbiosis.report.Bitmaps}; the figures of chapter 2 are {@link
 * org.symbiosis.report.Reconstructions} (Figure A.2), {@link org.symbiosis.report.FeatureMaps}
 * (Figure 2.3) and {@link org.symbiosis.report.Curves} (Figure 2.4).
 *
 * <pre>{@code
 * Series knn = Series.of("kNN, %", new double[] {0.6, 0.8, 1}, new double[] {41.7, 38, 34.2});
 * Chart chart = new LineChart(new Axes("", "alpha_min", "%"), List.of(knn));
 * Report.titled("Decayed shortcuts on CIFAR-10")
 *         .table(
 *                 Table.of(Column.text("alpha_min"), Column.highest("kNN, %", 1))
 *                         .row(Cell.of("1.0"), Cell.of(34.2))
 *                         .row(Cell.of("0.6"), Cell.of(41.7)),
 *                 "Nearest neighbours, K = 20.")
 *         .figure(chart.png(), "The same as a line.")
 *         .write(Path.of("report.html"));
 * }</pre>
 *
 * <p>Takes plain numbers, arrays and tensors; may use {@code tensor}, {@code nn}, {@code data} and
 * {@code eval}, and knows none of the methods.
 */
package org.symbiosis.report;
