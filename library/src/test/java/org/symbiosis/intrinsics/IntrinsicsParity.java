package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.arange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Ema;
import org.symbiosis.train.Optimizer;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Progress;

/** Parity of the network that relights, of its losses and of its training. */
public final class IntrinsicsParity {
    private static final CodingRate RATE = new CodingRate(RelightConfig.USUAL.lambdaSquare());

    private static final List<Integer> REFERENCE_TAPS = List.of(128, 64, 32, 16, 8);
    private static final double FLOATS = 1e-5;
    private static final double GRADIENTS = 1e-4;
    private static final double DEEP = 1e-4; // sixty layers

    private IntrinsicsParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "intrinsics-model-tiny",
                IntrinsicsParity::model,
                "intrinsics-model-topology",
                IntrinsicsParity::topology,
                "intrinsics-losses",
                IntrinsicsParity::losses,
                "intrinsics-train-step",
                IntrinsicsParity::trainStep,
                "intrinsics-tiling",
                IntrinsicsParity::tiling);
    }

    private static IntrinsicsConfig config(ParityFile file) {
        JsonNode c = file.config();
        int resolution = c.get("img_resolution").asInt();
        List<Integer> multipliers = integers(c.get("channel_mult"));
        List<Integer> sides = new ArrayList<>();
        for (int k = 0; k < multipliers.size(); k++) {
            sides.add(resolution >> k);
        }
        return new IntrinsicsConfig(
                resolution,
                c.get("model_channels").asInt(),
                multipliers,
                integers(c.get("num_blocks_list")),
                (int) file.tensor("param.light_encoder.2.weight").size(0),
                (int) file.tensor("param.light_decoder.2.weight").size(0),
                new Scaling.Constrained(c.get("affine_scale").asDouble()),
                0,
                sides.stream().filter(REFERENCE_TAPS::contains).toList());
    }

    private static List<Integer> integers(JsonNode list) {
        List<Integer> all = new ArrayList<>();
        list.forEach(n -> all.add(n.asInt()));
        return all;
    }

    private static LatentIntrinsics open(ParityFile file) {
        LatentIntrinsics model = new LatentIntrinsics(config(file));
        file.check("param.pos_embed", model.state().get("pos_embed"));
        model.load(file.parameters());
        model.eval();
        return model;
    }

    private static void model(ParityFile file) {
        JsonNode alphas = file.json("alphas");
        Tensor image = file.tensor("input.image").clone().requires_grad_(true);
        Tensor reference = file.tensor("input.reference");
        try (LatentIntrinsics model = open(file)) {
            try (NoGradGuard g = new NoGradGuard()) {
                Decomposition own = model.encode(image);
                Decomposition other = model.encode(reference);
                maps(file, "output.", own);
                maps(file, "output.reference.", other);
                file.check("output.light_embedding", model.embed(other.extrinsic()));
                alphas.properties()
                        .forEach(
                                e -> {
                                    Scaling scaling =
                                            new Scaling.Constrained(e.getValue().asDouble());
                                    file.check(
                                            "output.relit." + e.getKey(),
                                            model.decode(
                                                    own.intrinsics(), other.extrinsic(), scaling));
                                    file.check(
                                            "output.reconstruction." + e.getKey(),
                                            model.decode(
                                                    own.intrinsics(), own.extrinsic(), scaling));
                                });
                interpolated(file, model, own, other);
            }
            Tensor relit =
                    model.decode(
                            model.encode(image).intrinsics(),
                            model.encode(reference).extrinsic(),
                            new Scaling.Constrained(1));
            relit.mul(file.tensor("input.cotangent")).sum().backward();
            gradients(file, model);
            file.checkWithin("grad.input.image", GRADIENTS, image.grad());
        }
    }

    private static void maps(ParityFile file, String prefix, Decomposition d) {
        for (int i = 0; i < d.intrinsics().size(); i++) {
            file.check(prefix + "intrinsic." + i, d.intrinsics().get(i));
        }
        file.check(prefix + "extrinsic", d.extrinsic());
    }

    private static void interpolated(
            ParityFile file, LatentIntrinsics model, Decomposition own, Decomposition other) {
        for (String name : file.expected("output.interpolated.")) {
            Tensor t = file.tensor("input.interpolation_t").reshape(-1, 1);
            Tensor from = own.extrinsic().narrow(0, 0, 1);
            Tensor to = other.extrinsic().narrow(0, 0, 1);
            Tensor lights = from.add(to.sub(from).mul(t)); // (T, 16)
            List<Tensor> scene =
                    own.intrinsics().stream()
                            .map(m -> m.narrow(0, 0, 1).expand(t.size(0), -1, -1, -1))
                            .toList();
            double alpha =
                    file.json("alphas").get(name.substring(name.lastIndexOf('.') + 1)).asDouble();
            file.check(name, model.decode(scene, lights, new Scaling.Constrained(alpha)));
        }
    }

    private static void gradients(ParityFile file, LatentIntrinsics model) {
        model.parameters()
                .forEach((name, p) -> file.checkWithin("grad." + name, GRADIENTS, p.grad()));
    }

    private static Tensor picture(Tensor bytes) {
        return bytes.to(ScalarType.Float).div(new Scalar(127.5)).sub(new Scalar(1.0));
    }

    private static void topology(ParityFile file) {
        try (LatentIntrinsics model = open(file);
                NoGradGuard g = new NoGradGuard()) {
            Decomposition own = model.encode(picture(file.tensor("input.image_u8")));
            Decomposition other = model.encode(picture(file.tensor("input.reference_u8")));
            for (int i = 0; i < own.intrinsics().size(); i++) {
                Tensor map = own.intrinsics().get(i);
                long every = Math.max(1, map.size(2) / 16);
                file.checkWithin("output.intrinsic." + i, DEEP, every(map, every));
            }
            file.checkWithin("output.extrinsic", DEEP, own.extrinsic());
            file.checkWithin("output.reference.extrinsic", DEEP, other.extrinsic());
            Map<String, Double> alphas =
                    Map.of(
                            "alpha0",
                            0.0,
                            "alpha",
                            model.config().scaling().strength(),
                            "alpha1",
                            1.0);
            alphas.forEach(
                    (name, alpha) -> {
                        Tensor relit =
                                model.decode(
                                        own.intrinsics(),
                                        other.extrinsic(),
                                        new Scaling.Constrained(alpha));
                        String prefix = "output.relit." + name;
                        file.checkWithin(prefix + ".every8", DEEP, every(relit, 8));
                        file.checkWithin(prefix + ".mean", DEEP, relit.mean(0, 2, 3));
                    });
        }
    }

    private static Tensor every(Tensor map, long step) {
        long rows = (map.size(2) + step - 1) / step;
        long columns = (map.size(3) + step - 1) / step;
        Tensor r = arange(new Scalar(rows)).mul(new Scalar(step));
        Tensor c = arange(new Scalar(columns)).mul(new Scalar(step));
        return map.index_select(2, r).index_select(3, c);
    }

    private static void losses(ParityFile file) {
        Tensor x = file.tensor("input.prediction");
        Tensor y = file.tensor("input.target");
        check(file, "mse", x, p -> PixelLoss.mse(p, y));
        check(file, "ssim", x, p -> PixelLoss.ssim(p, y));
        check(file, "gradient", x, p -> PixelLoss.gradient(p, y));
        check(file, "pixel", x, p -> PixelLoss.of(p, y).total(LossWeights.USUAL));
        Tensor w = Plain.tensor(PixelLoss.weights(), PixelLoss.weights().length, 1);
        file.check("output.ssim_window", w.mul(w.t()));
        List<Tensor> a = leaves(file, "input.intrinsic_a.");
        List<Tensor> b = leaves(file, "input.intrinsic_b.");
        Tensor similarity = Agreement.similarity(a, b);
        similarity.backward();
        file.check("output.intrinsic_similarity", similarity);
        Tensor squares = null;
        for (int i = 0; i < a.size(); i++) {
            file.check("grad.intrinsic_similarity." + i, a.get(i).grad());
            Tensor square = a.get(i).sub(b.get(i)).square().sum(1).mean();
            squares = squares == null ? square : squares.add(square);
        }
        file.check("output.intrinsic_l2_mean_squared", squares.div(new Scalar((double) a.size())));
        rates(file);
    }

    private interface Term {
        Tensor of(Tensor x);
    }

    private static void check(ParityFile file, String name, Tensor input, Term term) {
        Tensor x = input.clone().requires_grad_(true);
        Tensor value = term.of(x);
        value.backward();
        file.check("output." + name, value);
        file.check("grad." + name, x.grad());
    }

    private static List<Tensor> leaves(ParityFile file, String prefix) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; file.has(prefix + i); i++) {
            all.add(file.tensor(prefix + i).clone().requires_grad_(true));
        }
        return all;
    }

    private static void rates(ParityFile file) {
        List<Tensor> maps = leaves(file, "input.intrinsic_a.");
        double[] rates = new double[maps.size()];
        double[] targets = new double[maps.size()];
        for (int i = 0; i < rates.length; i++) {
            Tensor rate = RATE.of(CodingRate.rows(maps.get(i)));
            rate.backward();
            rates[i] = rate.item_double();
            file.check("grad.coding_rate." + i, maps.get(i).grad());
            targets[i] = RATE.of(file.tensor("input.target_rows." + i)).item_double();
        }
        file.checkInFloats("output.coding_rate", rates);
        file.checkInFloats("output.coding_rate_targets", targets);
        Tensor extrinsic = file.tensor("input.extrinsic").clone().requires_grad_(true);
        Tensor rate = RATE.of(extrinsic);
        rate.backward();
        file.check("output.coding_rate_extrinsic", rate);
        file.check("grad.coding_rate_extrinsic", extrinsic.grad());
        file.check(
                "output.coding_rate_fewer_rows",
                RATE.of(file.tensor("input.fewer_rows_than_dims")));
        file.check(
                "output.coding_rate_collapsed",
                RATE.of(extrinsic.narrow(0, 0, 1).expand(extrinsic.size(0), -1)));
        regulariser(file, targets);
    }

    /**
     * The part of the penalty that belongs to the intrinsics, alone. Both rates and targets are
     * known to five digits; of their difference fewer are left.
     */
    private static void regulariser(ParityFile file, double... targets) {
        List<Tensor> maps = leaves(file, "input.intrinsic_a.");
        LossWeights alone = new LossWeights(0, 0, 0, 0, 1, 0);
        List<Double> intrinsic = Arrays.stream(targets).boxed().toList();
        RatePenalty penalty =
                new RatePenalty(RATE, new RateTargets(intrinsic, List.of(0.0)), alone);
        long pictures = maps.get(0).size(0);
        RatePenalty.Share share =
                penalty.of(
                        new Decomposition(maps, file.tensor("input.extrinsic")),
                        new RatePenalty.Part(0, pictures, pictures));
        share.value().backward();
        double missing = 0;
        double rounding = 0;
        for (int i = 0; i < maps.size(); i++) {
            double difference = Math.abs(share.rates().get(i) - targets[i]);
            double digits = FLOATS * targets[i] / difference;
            file.checkWithin("grad.regulariser." + i, FLOATS + digits, maps.get(i).grad());
            missing += difference * difference;
            rounding += 2 * difference * difference * digits;
        }
        file.checkWithin("output.regulariser", FLOATS + rounding / missing, share.value());
    }

    private static void trainStep(ParityFile file) {
        JsonNode betas = file.json("betas");
        OptimizerConfig adamw =
                new OptimizerConfig.AdamW(
                        betas.get(0).asDouble(),
                        betas.get(1).asDouble(),
                        file.json("eps").asDouble(),
                        file.json("weight_decay").asDouble());
        try (LatentIntrinsics model = open(file)) {
            RelightMethod method = new RelightMethod(model, relight(file), targets(file));
            Draw draw = draw(file, method);
            List<Double> losses = new ArrayList<>();
            try (Optimizer optimizer = adamw.create(method.groups(adamw.weightDecay()));
                    Ema ema = new Ema(model)) {
                for (int step = 0; step < 2; step++) {
                    RelightMethod.Step result = method.forward(draw);
                    optimizer.zeroGradients();
                    result.total().backward();
                    if (step == 0) {
                        first(file, model, result);
                    }
                    losses.addAll(terms(file, result));
                    optimizer.step(file.json("lr").asDouble());
                    ema.update(file.json("ema").asDouble());
                }
                model.parameters().forEach((name, p) -> moved(file, "after2", name, p));
                ema.state().forEach((name, p) -> moved(file, "ema2", name, p));
            }
            file.checkInFloats("output.losses", losses.stream().mapToDouble(v -> v).toArray());
        }
    }

    private static void first(ParityFile file, LatentIntrinsics model, RelightMethod.Step step) {
        file.check("output.reconstruction", step.picture());
        gradients(file, model);
        List<Double> rates = step.rates().rates();
        int last = rates.size() - 1;
        file.checkInFloats(
                "output.coding_rate",
                rates.subList(0, last).stream().mapToDouble(v -> v).toArray());
        file.checkInFloats("output.coding_rate_extrinsic", rates.get(last));
        file.check("output.extrinsic_targets_used", file.tensor("output.extrinsic_targets_used"));
    }

    /** Total, pixel, mse, ssim, gradient, similarity, and what the rates lack, unweighted. */
    private static List<Double> terms(ParityFile file, RelightMethod.Step step) {
        RateTargets targets = targets(file);
        List<Double> rates = step.rates().rates();
        int last = rates.size() - 1;
        double intrinsic = 0;
        for (int i = 0; i < last; i++) {
            intrinsic += Math.pow(rates.get(i) - targets.intrinsic().get(i), 2) / last;
        }
        double extrinsic =
                targets.extrinsic().stream()
                        .mapToDouble(t -> Math.pow(rates.get(last) - t, 2))
                        .average()
                        .orElseThrow();
        PixelLoss.Terms pixel = step.pixel().get(0);
        return List.of(
                step.total().item_double(),
                pixel.total(relight(file).weights()).item_double(),
                pixel.mse().item_double(),
                pixel.ssim().item_double(),
                pixel.gradient().item_double(),
                step.similarity().item_double(),
                intrinsic,
                extrinsic);
    }

    /** Where a gradient is next to nothing, its sign, and so Adam's step, is anybody's guess. */
    private static void moved(ParityFile file, String when, String name, Tensor ours) {
        String key = "output." + when + "." + name;
        if (!file.has(key)) {
            return;
        }
        double[] slopes = Plain.doubles(file.tensor("grad." + name));
        double[] a = Plain.doubles(ours);
        double[] b = Plain.doubles(file.tensor(key));
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.abs(slopes[i]) > 1e-6 ? Math.max(worst, Math.abs(a[i] - b[i])) : worst;
        }
        file.accept(key, worst <= 1e-6, "differs by " + worst);
    }

    private static RelightConfig relight(ParityFile file) {
        JsonNode w = file.json("weights");
        double rates = w.get("regulariser").asDouble();
        return RelightConfig.USUAL.withWeights(
                new LossWeights(
                        w.get("mse").asDouble(),
                        w.get("ssim").asDouble(),
                        w.get("gradient").asDouble(),
                        w.get("intrinsic").asDouble(),
                        rates,
                        rates));
    }

    /** The reference compares the lights' rate with all targets of the intrinsics. */
    private static RateTargets targets(ParityFile file) {
        return new RateTargets(
                doubles(file.tensor("input.coding_rate_targets")),
                doubles(file.tensor("output.extrinsic_targets_used")));
    }

    private static List<Double> doubles(Tensor t) {
        return Arrays.stream(Plain.doubles(t)).boxed().toList();
    }

    private static Draw draw(ParityFile file, RelightMethod method) {
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        Tensor target = file.tensor("input.image");
        Tensor sigma = method.sigma(file.tensor("input.sigma_normal"));
        file.check("output.sigma", sigma);
        drawn.put("target", target);
        drawn.put("partner", file.tensor("input.reference"));
        drawn.put("own", file.tensor("input.keep_own_intrinsics").to(ScalarType.Bool));
        drawn.put("sigma", sigma);
        drawn.put("targetNoise", file.tensor("input.noise_image"));
        drawn.put("partnerNoise", file.tensor("input.noise_reference"));
        return RelightMethod.place(drawn, target.size(0));
    }

    /** A pointwise map stands for the network. */
    private static void tiling(ParityFile file) {
        Tensor image = picture(file.tensor("input.image_u8"));
        int height = (int) image.size(2);
        int width = (int) image.size(3);
        PlanarImage planes = new PlanarImage(width, height, Plain.floats(image));
        int side = file.json("patches").get(0).asInt();
        Framing framing = Framing.Tiled.USUAL;
        List<Framing.Patch> patches = framing.patches(width, height, side);
        affines(file, patches, side, width, height);
        Tensor mask = Plain.tensor(PatchBlend.mask(side), side, side);
        file.checkWithin("output.mask", DEEP, every(mask.reshape(1, 1, side, side), 8));
        PatchBlend.Blend blend =
                new PatchBlend(side, PatchBlend.Border.ZEROS, IntrinsicsParity::pointwise)
                        .run(planes, patches, Progress.SILENT);
        Tensor values = Plain.tensor(blend.values(), 1, 3, height, width);
        file.checkWithin("output.blended.every4", DEEP, every(values, 4));
        file.checkWithin("output.blended.mean", DEEP, values.mean(0, 2, 3));
        Tensor weights = Plain.tensor(blend.weights(), 1, 1, height, width);
        file.checkWithin("output.weight.every4", DEEP, every(weights, 4));
    }

    private static Tensor pointwise(Tensor z) {
        Tensor y = z.mul(new Scalar(0.6)).add(z.square().mul(new Scalar(0.3))).sub(new Scalar(0.1));
        return y.clamp(new ScalarOptional(new Scalar(-1.0)), new ScalarOptional(new Scalar(1.0)));
    }

    private static void affines(
            ParityFile file, List<Framing.Patch> patches, int side, int width, int height) {
        List<Double> counts = new ArrayList<>();
        for (int k = 0; file.has("output.affine." + k); k++) {
            int wanted = k == 0 ? side : Math.min(width, height);
            List<Framing.Patch> some = patches.stream().filter(p -> p.width() == wanted).toList();
            double[] values = new double[9 * some.size()];
            for (int i = 0; i < some.size(); i++) {
                Framing.Patch p = some.get(i);
                values[9 * i] = p.width() / (double) width;
                values[9 * i + 2] = (2.0 * p.left() + p.width() - width) / width;
                values[9 * i + 4] = p.height() / (double) height;
                values[9 * i + 5] = (2.0 * p.top() + p.height() - height) / height;
                values[9 * i + 8] = 1;
            }
            file.checkWithin("output.affine." + k, DEEP, Plain.tensor(values, some.size(), 3, 3));
            counts.add((double) some.size());
        }
        file.check("output.counts", counts.stream().mapToDouble(v -> v).toArray());
    }
}
