package org.symbiosis.diffusion;

import static org.symbiosis.diffusion.Sums.plus;
import static org.symbiosis.diffusion.Sums.times;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/**
 * Multistep DPM-Solver++ (Lu et al. 2022b): one call a step, corrections from the outputs of the
 * steps before; the first and the last steps are of lower order.
 *
 * @param calls of the network
 * @param order 1, 2 or 3
 */
public record DpmSolverPlusPlus(int calls, int order) implements Sampler {
    /** Checks the ranges. */
    public DpmSolverPlusPlus {
        SolverOrders.atLeastOneCall(calls);
        SolverOrders.oneToThree(order);
    }

    @Override
    public Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise) {
        double[] knots = Knots.UNIFORM_TIME.of(schedule, calls);
        Deque<Tensor> outputs = new ArrayDeque<>(); // the latest first
        try {
            return Walk.of(
                    x,
                    calls,
                    (y, k) -> {
                        Tensor image = SolverForm.IMAGE.output(denoiser, schedule, y, knots[k]);
                        outputs.push(Scope.keep(image));
                        if (outputs.size() > order) {
                            Scope.release(outputs.removeLast());
                        }
                        int now = Math.min(outputs.size(), Math.min(order, calls - k));
                        return step(schedule, y, knots, k, outputs.iterator(), now);
                    });
        } finally {
            outputs.forEach(Scope::release);
        }
    }

    private static Tensor step(
            NoiseSchedule schedule,
            Tensor x,
            double[] knots,
            int k,
            Iterator<Tensor> outputs,
            int order) {
        double h = schedule.lambda(knots[k + 1]) - schedule.lambda(knots[k]);
        double alpha = schedule.alpha(knots[k + 1]);
        double phi1 = Math.expm1(-h);
        Tensor m0 = outputs.next();
        double carried = schedule.sigma(knots[k + 1]) / schedule.sigma(knots[k]);
        Tensor y = plus(times(x, carried), -alpha * phi1, m0);
        if (order == 1) {
            return y;
        }
        Tensor m1 = outputs.next();
        double r0 = (schedule.lambda(knots[k]) - schedule.lambda(knots[k - 1])) / h;
        Tensor slope = times(m0.sub(m1), 1 / r0);
        if (order == 2) {
            return plus(y, -alpha * phi1 / 2, slope);
        }
        double r1 = (schedule.lambda(knots[k - 1]) - schedule.lambda(knots[k - 2])) / h;
        Tensor bend = slope.sub(times(m1.sub(outputs.next()), 1 / r1));
        double phi2 = phi1 / h + 1;
        double phi3 = phi2 / h - 0.5;
        Tensor rise = plus(slope, r0 / (r0 + r1), bend);
        return plus(plus(y, alpha * phi2, rise), -alpha * phi3 / (r0 + r1), bend);
    }
}
