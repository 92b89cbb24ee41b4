package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver "fast": steps of order 3, even in lambda, and a smaller rest (section 4.5). The solver
 * for pixels and the continuous schedule.
 *
 * @param calls of the network
 */
public record DpmSolverFast(int calls) implements Sampler {
    /** Checks the range. */
    public DpmSolverFast {
        SolverOrders.atLeastOneCall(calls);
    }

    /** The steps' orders, which add up to {@link #calls}. */
    int[] orders() {
        return SolverOrders.fast(calls);
    }

    /** Where steps begin and end. */
    double[] times(NoiseSchedule schedule) {
        return Knots.UNIFORM_LAMBDA.of(schedule, orders().length);
    }

    @Override
    public Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise) {
        int[] orders = orders();
        double[] times = times(schedule);
        SolverStep solver = new SolverStep(SolverForm.NOISE, denoiser, schedule);
        return Walk.of(
                x,
                orders.length,
                (y, k) -> DpmSolver.step(solver, y, orders[k], times[k], times[k + 1]));
    }
}
