package org.symbiosis.nested;

import static org.bytedeco.pytorch.global.torch.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.diffusion.ConditionNoise;
import org.symbiosis.diffusion.Denoiser;
import org.symbiosis.diffusion.DpmSolverFast;
import org.symbiosis.diffusion.DpmSolverPlusPlusFast;
import org.symbiosis.diffusion.EulerMaruyama;
import org.symbiosis.diffusion.NoiseSchedule;
import org.symbiosis.diffusion.NoiseSource;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of a run over two levels with closed-form denoisers. */
public final class NestedParity {
    private static final NoiseSource NONE =
            shape -> {
                throw new AssertionError("this sampler draws nothing on the way");
            };

    private NestedParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("nested-two-level", NestedParity::twoLevels);
    }

    private static void twoLevels(ParityFile file) {
        JsonNode c = file.config();
        Tensor z2 = file.tensor("input.data.z2");
        Tensor noise = file.tensor("input.train.noise_z2");
        Scalar sigma = new Scalar(c.get("sigma").asDouble());
        file.check("output.train.z2_noisy", z2.add(noise.mul(sigma)));
        NoiseSchedule schedule = new NoiseSchedule.Discrete();
        Log log = new Log();
        Denoiser top = new OptimalDenoiser(schedule, z2);
        Tensor start = file.tensor("input.init.z2");
        DpmSolverPlusPlusFast solver = new DpmSolverPlusPlusFast(c.get("steps").asInt());
        Tensor drawn = solver.sample(log.around(top), schedule, start, NONE);
        log.check(file, "output.level2.");
        file.check("output.level2.z2", drawn);
        bottom(file, solver, drawn);
        continuous(file, z2, start);
    }

    /** Level 1: guided, with fresh noise on its condition at every call. */
    private static void bottom(ParityFile file, DpmSolverPlusPlusFast solver, Tensor drawn) {
        JsonNode c = file.config();
        NoiseSchedule schedule = new NoiseSchedule.Discrete();
        double sigma = c.get("sigma").asDouble();
        Scalar w = new Scalar(c.get("guidance").asDouble());
        ConditionNoise falling = new ConditionNoise(sigma, c.get("gamma").asDouble());
        Tensor fresh = file.tensor("input.condition_noise");
        Tensor z2 = file.tensor("input.data.z2");
        OptimalDenoiser empty = new OptimalDenoiser(schedule, file.tensor("input.data.z1"));
        Log log = new Log();
        List<Tensor> conditions = new ArrayList<>();
        List<Tensor> told = new ArrayList<>();
        List<Tensor> untold = new ArrayList<>();
        Denoiser guided =
                (x, t) -> {
                    Tensor row = fresh.select(0, conditions.size());
                    Tensor zHat = drawn.add(row.mul(new Scalar(falling.deviation(t))));
                    conditions.add(Scope.keep(zHat));
                    told.add(Scope.keep(empty.given(zHat, z2, sigma).noise(x, t)));
                    untold.add(Scope.keep(empty.noise(x, t)));
                    Tensor both = told.get(told.size() - 1);
                    return both.add(both.sub(untold.get(untold.size() - 1)).mul(w));
                };
        Tensor start = file.tensor("input.init.z1");
        Tensor z1 = solver.sample(log.around(guided), schedule, start, NONE);
        log.checkAs(file, "output.level1.", "eps_guided");
        file.check("output.level1.condition", stack(vector(conditions), 0));
        file.check("output.level1.eps_conditional", stack(vector(told), 0));
        file.check("output.level1.eps_empty", stack(vector(untold), 0));
        file.check("output.level1.z1", z1);
    }

    private static void continuous(ParityFile file, Tensor z2, Tensor start) {
        NoiseSchedule schedule = NoiseSchedule.Linear.standard();
        Denoiser top = new OptimalDenoiser(schedule, z2);
        Log log = new Log();
        int steps = file.config().get("steps").asInt();
        Tensor drawn = new DpmSolverFast(steps).sample(log.around(top), schedule, start, NONE);
        file.check("output.continuous.times", log.times());
        file.check("output.continuous.z2", drawn);
        int eulerSteps = file.config().get("euler_steps").asInt();
        Tensor fresh = file.tensor("input.euler.noise");
        int[] row = {0};
        EulerMaruyama euler = new EulerMaruyama(eulerSteps, EulerMaruyama.Equation.STOCHASTIC);
        file.check(
                "output.euler.z2",
                euler.sample(top, schedule, start, shape -> fresh.select(0, row[0]++)));
    }

    private static TensorVector vector(List<Tensor> all) {
        TensorVector v = new TensorVector();
        all.forEach(v::push_back);
        return v;
    }

    /** Every call of a denoiser. */
    private static final class Log {
        private final List<Double> times = new ArrayList<>();
        private final List<Tensor> x = new ArrayList<>();
        private final List<Tensor> eps = new ArrayList<>();

        Denoiser around(Denoiser denoiser) {
            return (state, t) -> {
                Tensor said = denoiser.noise(state, t);
                times.add(t);
                x.add(Scope.keep(state.clone()));
                eps.add(Scope.keep(said.clone()));
                return said;
            };
        }

        double[] times() {
            return times.stream().mapToDouble(Double::doubleValue).toArray();
        }

        void check(ParityFile file, String prefix) {
            checkAs(file, prefix, "eps");
        }

        void checkAs(ParityFile file, String prefix, String name) {
            file.check(prefix + "times", times());
            file.check(prefix + "x", stack(vector(x), 0));
            file.check(prefix + name, stack(vector(eps), 0));
        }
    }
}
