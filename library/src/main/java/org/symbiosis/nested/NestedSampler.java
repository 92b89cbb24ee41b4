package org.symbiosis.nested;

import static org.bytedeco.pytorch.global.torch.full_like;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.diffusion.Denoiser;
import org.symbiosis.diffusion.NoiseSchedule;
import org.symbiosis.diffusion.NoiseSource;
import org.symbiosis.diffusion.Prediction;
import org.symbiosis.diffusion.SampleNoise;
import org.symbiosis.diffusion.UVitDenoiser;
import org.symbiosis.eval.Parallel;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nn.UVitContext;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/** Draws latents level by level, from the top down; each level sees what was drawn above it. */
public final class NestedSampler {
    /** Images in one call of the network: always as many, for sums to be taken in one order. */
    private static final int LANES = 4;

    private static final int STREAMS_OF_A_LEVEL = 2;

    private final NestedFile model;
    private final GenerationConfig how;
    private final Progress progress;

    /**
     * A sampler.
     *
     * @throws UserError when a level is to be guided that was never trained without conditions
     */
    public NestedSampler(NestedFile model, GenerationConfig how, Progress progress) {
        this.model = model;
        this.how = how;
        this.progress = progress;
        for (int l = model.config().levels(); l >= 1; l--) {
            if (weight(l) > 0 && model.config().drop().rate() == 0) {
                throw UserError.usage(
                        "level %d cannot be guided: it was trained without an empty token (drop"
                                        .formatted(l)
                                + " rate 0)",
                        "generate without guidance, or train with model.drop.rate=0.1");
            }
        }
    }

    /** How it draws. */
    public GenerationConfig how() {
        return how;
    }

    /** The weights of guidance in use, the top level first. */
    public List<Double> weights() {
        List<Double> weights = new ArrayList<>();
        for (int l = model.config().levels(); l >= 1; l--) {
            weights.add(weight(l));
        }
        return weights;
    }

    /** The weight of guidance of a level: 0 for one without conditions. */
    double weight(int level) {
        boolean conditional = model.config().level(level).hasConditions();
        return conditional ? how.weight(model.config().levels() - level) : 0;
    }

    /** Draws whole chains, the top level included. */
    public LatentChain sample(SampleRequest request) {
        return complete(LatentChain.empty(model.config().levels()), request);
    }

    /**
     * Draws the levels below those that are known; these stay as they are.
     *
     * @param known latents of as many images as are asked for
     * @return chains down to {@code z_1}, in the caller's scope
     */
    public LatentChain complete(LatentChain known, SampleRequest request) {
        request.prompts().require(model.config().told());
        long group = request.first() / LANES;
        int groups = (int) ((request.first() + request.count() - 1) / LANES - group + 1);
        LatentChain[] done = new LatentChain[groups];
        AtomicInteger images = new AtomicInteger();
        progress.begin("drawing", 0, request.count());
        Parallel.each(
                Parallel.threads(),
                groups,
                k -> {
                    done[k] = lanes(known, request, (group + k) * LANES);
                    int sofar = images.addAndGet(LANES);
                    synchronized (progress) {
                        progress.step(Math.min(request.count(), sofar), "", 0);
                    }
                });
        progress.end();
        try {
            return LatentChain.joined(List.of(done));
        } finally {
            for (LatentChain part : done) {
                part.release();
            }
        }
    }

    /** Draws a full call's images; gives back those that were asked for. */
    private LatentChain lanes(LatentChain known, SampleRequest request, long start) {
        Engine.oneThreadHere();
        int from = (int) Math.max(0, request.first() - start);
        int to = (int) Math.min(LANES, request.first() + request.count() - start);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            SampleRequest all = request.lanes(start, LANES);
            LatentChain chain = known.rows(request.rowsOf(start, LANES));
            for (int l = known.lowest() - 1; l >= 1; l--) {
                chain = chain.and(draw(l, chain, all));
            }
            List<Tensor> asked =
                    chain.part(from, to).latents().stream().map(Tensor::clone).toList();
            return new LatentChain(chain.levels(), asked).keep();
        }
    }

    private Tensor draw(int l, LatentChain above, SampleRequest request) {
        LevelConfig level = model.config().level(l);
        NoiseSource state = stream(l, 0, request);
        Tensor start = state.next(level.own().batch(request.count()));
        UVitDenoiser.Contexts contexts =
                new NoisyConditions(level, above, request.prompts(), stream(l, 1, request));
        UVitDenoiser denoiser =
                new UVitDenoiser(model.network(l), level.objective(), contexts, weight(l));
        return how.sampler().sample(ranged(level, denoiser), level.schedule(), start, state);
    }

    /** For pixels: the noise that leaves an image in [-1, 1]. */
    private Denoiser ranged(LevelConfig level, Denoiser denoiser) {
        boolean pixels =
                level.place() == LevelConfig.Place.IMAGE
                        && model.config().pyramid().first() instanceof FirstLatent.Pixels;
        if (!pixels || how.range() == GenerationConfig.PixelRange.FREE) {
            return denoiser;
        }
        NoiseSchedule schedule = level.schedule();
        return (x, t) -> {
            Tensor image = Prediction.image(schedule, x, denoiser.noise(x, t), t);
            Tensor cut = image.clamp_min(new Scalar(-1.0)).clamp_max(new Scalar(1.0));
            return x.sub(cut.mul(new Scalar(schedule.alpha(t)))).div(new Scalar(schedule.sigma(t)));
        };
    }

    /** A level has two streams: for its own state, and for the noise on what it sees. */
    private static NoiseSource stream(int level, int which, SampleRequest request) {
        long purpose = (long) STREAMS_OF_A_LEVEL * level + which;
        return new SampleNoise(request.seedOf(level), purpose, request.first(), request.count());
    }

    /** What a level is told at a time: the latents above with fresh noise at every call. */
    private final class NoisyConditions implements UVitDenoiser.Contexts {
        private final LevelConfig level;
        private final LatentChain above;
        private final Prompts prompts;
        private final NoiseSource noise;

        NoisyConditions(LevelConfig level, LatentChain above, Prompts prompts, NoiseSource noise) {
            this.level = level;
            this.above = above;
            this.prompts = prompts;
            this.noise = noise;
        }

        @Override
        public UVitContext at(double t) {
            List<Tensor> seen = new ArrayList<>();
            int highest = above.lowest() - 1 + level.uppers().size();
            for (LevelConfig.Upper upper : level.uppers()) {
                Tensor z = above.level(highest--);
                double deviation = how.noise(upper.sigma()).deviation(t);
                long[] shape = upper.shape().batch(z.size(0));
                seen.add(deviation == 0 ? z : z.add(noise.next(shape).mul(new Scalar(deviation))));
            }
            return new UVitContext(prompts.labels(), prompts.texts(), seen, null);
        }

        @Override
        public UVitContext empty(UVitContext told) {
            Tensor labels =
                    told.labels() == null
                            ? null
                            : full_like(
                                    told.labels(),
                                    new Scalar(level.uvit().conditioning().emptyLabel()));
            Tensor kept = null;
            if (!told.latents().isEmpty()) {
                kept = zeros(told.latents().get(0).size(0)).to(ScalarType.Bool);
            }
            return new UVitContext(labels, prompts.emptyTexts(), told.latents(), kept);
        }
    }
}
