/**
 * Speed: a training step timed, on its own or in rounds against the same step in PyTorch.
 *
 * <p>A {@link org.symbiosis.app.bench.Contestant} runs some steps when asked; {@link
 * org.symbiosis.app.bench.TrainingStep} is ours, {@link org.symbiosis.app.bench.Peer} a Python
 * process that starts from the same weights. Before anything is timed, the losses of both are
 * compared: only equal steps are worth a race.
 *
 * <p>{@link org.symbiosis.app.bench.SolverRace} times the solvers of chapter 4 in turn over the
 * same attention, and says how alike their results are.
 *
 * <p>Nothing here is a unit test, and no test asserts a time.
 */
package org.symbiosis.app.bench;
