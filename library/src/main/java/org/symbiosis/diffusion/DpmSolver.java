package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver with steps of one order, the noise held constant within a step (section 4.5). Order 1
 * is DDIM.
 *
 * @param calls of the network; rounded down to a multiple of {@code order}
 * @param order 1, 2 or 3
 * @param knots where steps begin and end
 */
public record DpmSolver(int calls, int order, Knots knots) implements Sampler {
    /** Checks the ranges. */
    public DpmSolver {
        SolverOrders.oneToThree(order);
        if (calls < order) {
            throw new IllegalArgumentException(
                    "calls must be at least the order " + order + ", not " + calls);
        }
        calls -= calls % order;
    }

    @Override
    public Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise) {
        double[] times = knots.of(schedule, calls / order);
        SolverStep solver = new SolverStep(SolverForm.NOISE, denoiser, schedule);
        return Walk.of(x, calls / order, (y, k) -> step(solver, y, order, times[k], times[k + 1]));
    }

    /** A step whose nodes divide the advance of lambda evenly. */
    static Tensor step(SolverStep solver, Tensor x, int order, double s, double t) {
        NoiseSchedule schedule = solver.schedule();
        double from = schedule.lambda(s);
        double h = schedule.lambda(t) - from;
        return switch (order) {
            case 1 -> solver.first(x, s, t);
            case 2 -> solver.second(x, s, schedule.timeOf(from + h / 2), t);
            default -> {
                double s1 = schedule.timeOf(from + h / 3);
                yield solver.third(x, s, s1, schedule.timeOf(from + 2 * h / 3), t);
            }
        };
    }
}
