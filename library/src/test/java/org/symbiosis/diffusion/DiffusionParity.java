package org.symbiosis.diffusion;

import static org.bytedeco.pytorch.global.torch.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.TimeEmbedding;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.UVit;
import org.symbiosis.nn.UVitConfig;
import org.symbiosis.nn.UVitContext;
import org.symbiosis.nn.UVitParity;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of schedules, samplers and the diffusion loss of a U-ViT. */
public final class DiffusionParity {
    private DiffusionParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "uvit-tiny", DiffusionParity::uvit,
                "diffusion-samplers", DiffusionParity::samplers,
                "nested-schedules", DiffusionParity::schedules);
    }

    private static void uvit(ParityFile file) {
        UVitConfig config = UVitParity.config(file.config());
        if (file.hasNote("alpha_min")) {
            double alphaMin = file.json("alpha_min").asDouble();
            config = config.withShortcut(new Shortcut.LinearDecay(alphaMin));
        }
        try (UVit net = new UVit(config)) {
            net.load(file.parameters());
            Objective objective = new Objective(NoiseSchedule.Linear.standard(), Prediction.NOISE);
            Tensor times = file.tensor("input.t");
            Tensor eps = file.tensor("input.eps");
            Tensor x = objective.noisy(file.tensor("input.x0"), eps, times);
            Tensor netTimes = objective.netTimes(times);
            file.check("output.xt", x);
            file.check("output.net_time", netTimes);
            UVitContext context =
                    file.has("input.y")
                            ? UVitContext.ofLabels(file.tensor("input.y"))
                            : UVitContext.none();
            Trace trace = Trace.matching(name -> true);
            Tensor said = net.forward(x, netTimes, context, trace);
            file.check("output.time_embedding", TimeEmbedding.waves(netTimes, config.dim()));
            for (String name : file.expected("output.act.")) {
                file.check(name, trace.get(name.substring("output.act.".length())));
            }
            file.check("output.noise_pred", said);
            Tensor perSample = Objective.perSample(said, eps);
            file.check("output.loss_per_sample", perSample);
            Tensor loss = perSample.mean();
            file.check("output.loss", loss);
            loss.backward();
            file.checkGradients(net);
        }
    }

    private static void schedules(ParityFile file) {
        discrete(file, "output.discrete.betas", "output.discrete.cum_alphas");
        NoiseSchedule linear = NoiseSchedule.Linear.standard();
        double[] t = Plain.doubles(file.tensor("input.continuous.t"));
        file.check("output.continuous.cum_alpha", map(t, linear::alphaBar));
        file.check("output.continuous.cum_beta", map(t, s -> Math.pow(linear.sigma(s), 2)));
        for (String name : file.expected("output.gamma.")) {
            String gamma = name.replaceAll("output\\.gamma\\.|\\.std", "");
            gamma(file, name, gamma.equals("infinity") ? 1 / 0.0 : Double.parseDouble(gamma));
        }
        for (String name : file.expected("output.timestep_embedding.")) {
            int dim = Integer.parseInt(name.replaceAll(".*\\.", ""));
            file.check(name, TimeEmbedding.waves(file.tensor("input.timesteps"), dim));
        }
    }

    private static void gamma(ParityFile file, String name, double gamma) {
        double[] times = Plain.doubles(file.tensor("input.gamma.t_over_T"));
        double[] sigmas = Plain.doubles(file.tensor("input.gamma.sigma"));
        double[] all =
                Arrays.stream(sigmas)
                        .mapToObj(sigma -> new ConditionNoise(sigma, gamma))
                        .flatMapToDouble(n -> Arrays.stream(map(times, n::deviation)))
                        .toArray();
        file.check(name, all);
    }

    private static void discrete(ParityFile file, String betas, String cumAlphas) {
        NoiseSchedule schedule = new NoiseSchedule.Discrete();
        file.check(betas, NoiseSchedule.Discrete.betas());
        double[] alphaBar = new double[NoiseSchedule.Discrete.STEPS + 1];
        alphaBar[0] = 1;
        for (int n = 1; n < alphaBar.length; n++) {
            alphaBar[n] = schedule.alphaBar((double) n / NoiseSchedule.Discrete.STEPS);
        }
        file.check(cumAlphas, alphaBar);
    }

    private static void samplers(ParityFile file) {
        NoiseSchedule linear =
                new NoiseSchedule.Linear(
                        file.config().get("beta_min").asDouble(),
                        file.config().get("beta_max").asDouble());
        discrete(file, "output.sd.betas", "output.sd.cum_alphas");
        double[] t = Plain.doubles(file.tensor("input.t"));
        file.check("output.sd.lambda_at_t", map(t, new NoiseSchedule.Discrete()::lambda));
        curves(file, "output.vpsde.", linear, t);
        curves(file, "output.cosine.", NoiseSchedule.Cosine.standard(), beforeLast(t));
        file.check("output.dpm.linear.log_alpha", map(t, linear::logAlpha));
        file.check("output.dpm.linear.sigma", map(t, linear::sigma));
        file.check("output.dpm.linear.lambda", map(t, linear::lambda));
        file.check(
                "output.dpm.linear.inverse_lambda", map(t, s -> linear.timeOf(linear.lambda(s))));
        euler(file, linear);
        for (String name : file.expected("output.dpm")) {
            if (name.endsWith("sample")) {
                solver(file, linear, name);
            }
        }
    }

    private static double[] beforeLast(double[] t) {
        return Arrays.copyOf(t, t.length - 1);
    }

    private static void curves(ParityFile file, String prefix, NoiseSchedule s, double[] t) {
        file.check(prefix + "beta", map(t, s::beta));
        file.check(prefix + "diffusion", map(t, u -> Math.sqrt(s.beta(u))));
        file.check(prefix + "cum_alpha", map(t, s::alphaBar));
        file.check(prefix + "cum_beta", map(t, u -> Math.pow(s.sigma(u), 2)));
        file.check(prefix + "snr", map(t, u -> Math.exp(2 * s.lambda(u))));
    }

    private static void solver(ParityFile file, NoiseSchedule linear, String name) {
        String[] parts = name.split("\\.", -1);
        String kind = parts[1];
        int calls = Integer.parseInt(parts[2]);
        NoiseSchedule schedule = linear;
        Sampler sampler;
        if (kind.equals("dpm_fast")) {
            DpmSolverFast fast = new DpmSolverFast(calls);
            file.check("output.dpm_fast." + calls + ".timesteps", fast.times(linear));
            file.check(
                    "output.dpm_fast." + calls + ".orders",
                    Arrays.stream(fast.orders()).asDoubleStream().toArray());
            sampler = fast;
        } else if (kind.equals("dpmpp_fast")) {
            schedule = new NoiseSchedule.Discrete();
            sampler = new DpmSolverPlusPlusFast(calls);
        } else {
            int order = Integer.parseInt(kind.replaceAll("\\D", ""));
            Knots knots =
                    parts[3].equals("time_uniform") ? Knots.UNIFORM_TIME : Knots.UNIFORM_LAMBDA;
            sampler = new DpmSolver(calls, order, knots);
        }
        Tensor x = file.tensor("input.x_init").to(ScalarType.Double);
        file.check(name, sampler.sample(denoiser(file, schedule), schedule, x, shape -> null));
    }

    private static void euler(ParityFile file, NoiseSchedule linear) {
        int steps = file.config().get("em_steps").asInt();
        for (EulerMaruyama.Equation equation : EulerMaruyama.Equation.values()) {
            boolean sde = equation == EulerMaruyama.Equation.STOCHASTIC;
            List<Tensor> states = new ArrayList<>();
            Denoiser linearMap = denoiser(file, linear);
            Denoiser recorder =
                    (x, t) -> {
                        states.add(Scope.keep(x.clone()));
                        return linearMap.noise(x, t);
                    };
            int[] k = {0};
            Tensor noise = file.tensor("input.em_noise");
            Tensor x = file.tensor("input.x_init").to(ScalarType.Double);
            NoiseSource recorded = shape -> noise.select(0, k[0]++);
            states.add(new EulerMaruyama(steps, equation).sample(recorder, linear, x, recorded));
            file.check(
                    "output.em_" + (sde ? "sde" : "ode") + ".trajectory",
                    torch.stack(new TensorVector(states.toArray(new Tensor[0]))));
        }
    }

    /** {@code (1 - 0.0005 n) M x + b}, n the network's time. */
    private static Denoiser denoiser(ParityFile file, NoiseSchedule schedule) {
        Tensor M = file.tensor("input.denoiser_matrix").to(ScalarType.Double);
        Tensor b = file.tensor("input.denoiser_bias").to(ScalarType.Double);
        return (x, t) -> {
            Scalar factor = new Scalar(1 - 0.0005 * schedule.netTime(t));
            return linear(x.flatten(1, -1), M).mul(factor).add(b).view_as(x);
        };
    }

    private static double[] map(double[] values, DoubleUnaryOperator of) {
        return Arrays.stream(values).map(of).toArray();
    }
}
