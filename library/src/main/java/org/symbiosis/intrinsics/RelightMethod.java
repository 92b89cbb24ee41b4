package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.full;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.where;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.data.Batch;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Loss;
import org.symbiosis.train.Method;
import org.symbiosis.train.ParameterGroup;
import org.symbiosis.train.Precision;

/**
 * Learning to relight: of two pictures of a scene, one is built from the other's intrinsics and its
 * own light (section 6.3). A batch holds each pair as one picture, the target above its partner.
 */
public final class RelightMethod implements Method {
    private final LatentIntrinsics model;
    private final RelightConfig config;
    private final RatePenalty rates;

    /**
     * Trains this model.
     *
     * @param batch pairs in a batch, for which the coding rates' targets are drawn
     * @param seed of the targets
     */
    public RelightMethod(LatentIntrinsics model, RelightConfig config, int batch, long seed) {
        this(
                model,
                config,
                RateTargets.draw(
                        model.config(), new CodingRate(config.lambdaSquare()), batch, seed));
    }

    RelightMethod(LatentIntrinsics model, RelightConfig config, RateTargets targets) {
        this(
                model,
                config,
                new RatePenalty(new CodingRate(config.lambdaSquare()), targets, config.weights()));
    }

    private RelightMethod(LatentIntrinsics model, RelightConfig config, RatePenalty rates) {
        this.model = model;
        this.config = config;
        this.rates = rates;
    }

    @Override
    public LatentIntrinsics model() {
        return model;
    }

    @Override
    public RelightMethod replica() {
        LatentIntrinsics copy = Seed.aside(() -> new LatentIntrinsics(model.config()));
        copy.shareStorageOf(model);
        return new RelightMethod(copy, config, rates);
    }

    /** What the coding rates should be: those of the levels, then that of the lights. */
    public List<Double> rateTargets() {
        return rates.targets();
    }

    /** Every parameter decays, as in the reference. */
    @Override
    public List<ParameterGroup> groups(double weightDecay) {
        return ParameterGroup.all(model.parameters(), weightDecay);
    }

    @Override
    public Draw draw(Batch batch) {
        return draw(batch, 0);
    }

    @Override
    public Draw draw(Batch batch, double done) {
        long pairs = batch.size();
        long height = batch.height() / 2;
        Tensor both = Plain.tensor(batch.pixels(), pairs, 3, batch.height(), batch.width());
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        drawn.put("target", both.narrow(2, 0, height));
        drawn.put("partner", both.narrow(2, height, height));
        drawn.put("own", rand(pairs, 1, 1, 1).lt(new Scalar(ownShare())));
        if (config.noise().isOn(done)) {
            drawn.put("sigma", sigma(randn(pairs, 1, 1, 1)));
            drawn.put("targetNoise", randn(pairs, 3, height, batch.width()));
            drawn.put("partnerNoise", randn(pairs, 3, height, batch.width()));
        }
        if (model.config().dropout() > 0) {
            drawn.put("streams", rand(pairs, streams()).mul(new Scalar(1e9)).to(ScalarType.Long));
        }
        return place(drawn, pairs);
    }

    /** Two encodings' and each decoding's: every pass leaves out something of its own. */
    private long streams() {
        return config.terms() instanceof RelightTerms.Both ? 4 : 3;
    }

    private double ownShare() {
        return config.terms() instanceof RelightTerms.Mixed mixed ? mixed.ownShare() : 0;
    }

    /** The noise levels of standard normal numbers. */
    Tensor sigma(Tensor normal) {
        return normal.mul(new Scalar(config.noise().deviation()))
                .add(new Scalar(config.noise().mean()))
                .exp();
    }

    /** Notes which picture of how many each row is, for what belongs to the whole batch. */
    static Draw place(Map<String, Tensor> drawn, long pairs) {
        drawn.put("row", Plain.tensor(LongStream.range(0, pairs).toArray(), pairs));
        drawn.put("total", full(new long[] {pairs}, new Scalar(pairs)).to(ScalarType.Long));
        return new Draw(drawn);
    }

    private static RatePenalty.Part part(Draw rows) {
        return new RatePenalty.Part(
                rows.get("row").select(0, 0).item_long(),
                rows.rows(),
                rows.get("total").select(0, 0).item_long());
    }

    @Override
    public Loss loss(Draw rows) {
        try {
            Step step = forward(rows);
            return new Loss(step.total, (double) rows.rows(), metrics(step));
        } catch (RuntimeException | Error e) {
            rates.abandon();
            throw e;
        }
    }

    /**
     * What became of a batch.
     *
     * @param picture the target rebuilt, {@code (B, 3, H, W)}
     * @param pixel terms of that picture's difference, and of the second one's where both terms of
     *     Eq. 6.4 count
     * @param pixels the weighted sum of all these, ()
     * @param similarity of the two lights' intrinsics, ()
     * @param rates what the coding rates lack, and the rates
     * @param total the loss, ()
     */
    record Step(
            Tensor picture,
            List<PixelLoss.Terms> pixel,
            Tensor pixels,
            Tensor similarity,
            RatePenalty.Share rates,
            Tensor total) {}

    /** The weighted sum of all pictures' terms. */
    private Tensor pixels(List<PixelLoss.Terms> pixel) {
        return pixel.stream()
                .map(terms -> terms.total(config.weights()))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    private Map<String, Tensor> metrics(Step step) {
        Map<String, Tensor> metrics = new LinkedHashMap<>();
        metrics.put("pixel", step.pixels.detach());
        for (int i = 0; i < step.pixel.size(); i++) {
            String whose = i == 0 ? "" : "own."; // its own intrinsics under its own light
            PixelLoss.Terms terms = step.pixel.get(i);
            metrics.put(whose + "mse", terms.mse().detach());
            metrics.put(whose + "ssim", terms.ssim().detach());
            metrics.put(whose + "gradient", terms.gradient().detach());
        }
        metrics.put("similarity", step.similarity.detach());
        int last = step.rates.rates().size() - 1;
        for (int i = 0; i <= last; i++) {
            String name = "rate." + (i == last ? "extrinsic" : i);
            metrics.put(name, number(step.rates.rates().get(i)));
            metrics.put(name + ".target", number(rates.target(i)));
        }
        return metrics;
    }

    private static Tensor number(double value) {
        return full(new long[0], new Scalar(value));
    }

    /** Encodes both pictures of each pair, and rebuilds the target. */
    Step forward(Draw rows) {
        long pairs = rows.rows();
        Tensor target = rows.get("target");
        Tensor seen = cat(new TensorVector(noisy(rows, "target"), noisy(rows, "partner")), 0);
        Decomposition both = model.encode(seen, dropout(rows, 0, 1));
        Decomposition x = half(both, 0, pairs);
        Decomposition y = half(both, pairs, pairs);
        List<Tensor> scene = mixed(x.intrinsics(), y.intrinsics(), rows.get("own"));
        List<Tensor> pictures = new ArrayList<>();
        pictures.add(decode(scene, x.extrinsic(), dropout(rows, 2)));
        if (config.terms() instanceof RelightTerms.Both) {
            pictures.add(decode(x.intrinsics(), x.extrinsic(), dropout(rows, 3)));
        }
        return Precision.FP32.forward(() -> compare(pictures, target, x, y, part(rows)));
    }

    /** The terms of the loss: small differences and determinants, which want whole floats. */
    private Step compare(
            List<Tensor> pictures,
            Tensor target,
            Decomposition x,
            Decomposition y,
            RatePenalty.Part part) {
        List<PixelLoss.Terms> pixel =
                pictures.stream().map(p -> PixelLoss.of(p.to(ScalarType.Float), target)).toList();
        RatePenalty.Share share = rates.of(x, part);
        Tensor agreement = config.agreement().loss(x.intrinsics(), y.intrinsics());
        Tensor similarity = Agreement.similarity(x.intrinsics(), y.intrinsics());
        Tensor pixels = pixels(pixel);
        Tensor total =
                pixels.add(agreement.mul(new Scalar(config.weights().agreement())))
                        .add(share.value());
        return new Step(pictures.get(0), pixel, pixels, similarity, share, total);
    }

    private Tensor decode(List<Tensor> scene, Tensor light, Dropout dropout) {
        return model.decode(scene, light, model.config().scaling(), dropout);
    }

    private static Tensor noisy(Draw rows, String name) {
        Tensor clean = rows.get(name);
        return rows.tensors().containsKey("sigma")
                ? clean.add(rows.get(name + "Noise").mul(rows.get("sigma")))
                : clean;
    }

    /** Streams of these columns, one after the other. */
    private Dropout dropout(Draw rows, int... columns) {
        if (!rows.tensors().containsKey("streams")) {
            return Dropout.NONE;
        }
        LongStream seeds = LongStream.empty();
        for (int column : columns) {
            long[] some = Plain.longs(rows.get("streams").select(1, column));
            seeds = LongStream.concat(seeds, LongStream.of(some));
        }
        return Dropout.of(model.config().dropout(), seeds.toArray());
    }

    private static Decomposition half(Decomposition both, long from, long pairs) {
        return new Decomposition(
                both.intrinsics().stream().map(map -> map.narrow(0, from, pairs)).toList(),
                both.extrinsic().narrow(0, from, pairs));
    }

    /** The picture's own intrinsics where {@code own}, its partner's elsewhere. */
    private static List<Tensor> mixed(List<Tensor> mine, List<Tensor> theirs, Tensor own) {
        List<Tensor> mixed = new ArrayList<>();
        for (int i = 0; i < mine.size(); i++) {
            mixed.add(where(own, mine.get(i), theirs.get(i)));
        }
        return mixed;
    }
}
