/**
 * The dissertation's tables and figures, made again at a scale that fits the machine.
 *
 * <p>{@link org.symbiosis.app.reproduce.Reproduction} finds one by its name; it trains what its
 * rows need, with several seeds, scores the features and writes results and a page that names the
 * command it came from.
 *
 * <pre>{@code
 * Reproduction reproduction = Reproduction.named("table-2.2");
 * }</pre>
 *
 * <p>A run that was interrupted goes on where it was: finished trainings are taken as they are.
 */
package org.symbiosis.app.reproduce;
