package org.symbiosis.diffusion;

import static org.symbiosis.diffusion.Sums.plus;
import static org.symbiosis.diffusion.Sums.times;

import org.bytedeco.pytorch.Tensor;

/**
 * Single steps of DPM-Solver and DPM-Solver++, orders 1 to 3 (section 4.5), from time s to time t.
 *
 * <p>With h the clock's advance and A, S the carried and the added factor: {@code x_t = (A_t / A_s)
 * x - S_t expm1(h) m_s} and corrections from outputs m at nodes within the step.
 */
record SolverStep(SolverForm form, Denoiser denoiser, NoiseSchedule schedule) {
    /** Order 1; in both forms this is DDIM. */
    Tensor first(Tensor x, double s, double t) {
        return first(x, s, t, output(x, s));
    }

    /** Order 2 with a node at {@code s1}. */
    Tensor second(Tensor x, double s, double s1, double t) {
        double h = advance(s, t);
        double r1 = advance(s, s1) / h;
        Tensor m = output(x, s);
        Tensor m1 = output(first(x, s, s1, m), s1);
        double correction = -added(t) * Math.expm1(h) / (2 * r1);
        return plus(first(x, s, t, m), correction, m1.sub(m));
    }

    /** Order 3 with nodes at {@code s1} and {@code s2}. */
    Tensor third(Tensor x, double s, double s1, double s2, double t) {
        double h = advance(s, t);
        double r1 = advance(s, s1) / h;
        double r2 = advance(s, s2) / h;
        Tensor m = output(x, s);
        Tensor m1 = output(first(x, s, s1, m), s1);
        double atNode = -added(s2) * (r2 / r1) * (Math.expm1(r2 * h) / (r2 * h) - 1);
        Tensor x2 = plus(first(x, s, s2, m), atNode, m1.sub(m));
        Tensor m2 = output(x2, s2);
        double correction = -added(t) / r2 * (Math.expm1(h) / h - 1);
        return plus(first(x, s, t, m), correction, m2.sub(m));
    }

    private Tensor first(Tensor x, double s, double t, Tensor m) {
        double carried = form.carried(schedule, t) / form.carried(schedule, s);
        return plus(times(x, carried), -added(t) * Math.expm1(advance(s, t)), m);
    }

    private Tensor output(Tensor x, double t) {
        return form.output(denoiser, schedule, x, t);
    }

    private double added(double t) {
        return form.added(schedule, t);
    }

    private double advance(double s, double t) {
        return form.clock(schedule, t) - form.clock(schedule, s);
    }
}
