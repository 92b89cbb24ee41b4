package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver++ "fast": the image held constant within a step, times even, a step of order k over k
 * of them (section 4.5). The solver for latents and the discrete schedule.
 *
 * @param calls of the network
 */
public record DpmSolverPlusPlusFast(int calls) implements Sampler {
    /** Checks the range. */
    public DpmSolverPlusPlusFast {
        SolverOrders.atLeastOneCall(calls);
    }

    @Override
    public Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise) {
        int[] orders = SolverOrders.fast(calls);
        double[] times = Knots.UNIFORM_TIME.of(schedule, calls);
        int[] starts = new int[orders.length];
        for (int k = 1; k < orders.length; k++) {
            starts[k] = starts[k - 1] + orders[k - 1];
        }
        SolverStep solver = new SolverStep(SolverForm.IMAGE, denoiser, schedule);
        return Walk.of(x, orders.length, (y, k) -> step(solver, y, orders[k], times, starts[k]));
    }

    private static Tensor step(SolverStep solver, Tensor x, int order, double[] times, int i) {
        return switch (order) {
            case 1 -> solver.first(x, times[i], times[i + 1]);
            case 2 -> solver.second(x, times[i], times[i + 1], times[i + 2]);
            default -> solver.third(x, times[i], times[i + 1], times[i + 2], times[i + 3]);
        };
    }
}
