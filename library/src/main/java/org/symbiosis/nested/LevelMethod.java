package org.symbiosis.nested;

import static org.bytedeco.pytorch.global.torch.full_like;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn_like;
import static org.bytedeco.pytorch.global.torch.where;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.diffusion.NoiseBands;
import org.symbiosis.diffusion.Objective;
import org.symbiosis.nested.LevelConfig.Place;
import org.symbiosis.nested.latents.LatentPyramid;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.UVit;
import org.symbiosis.nn.UVitContext;
import org.symbiosis.tensor.Plain;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Loss;
import org.symbiosis.train.Method;
import org.symbiosis.train.ParameterGroup;

/**
 * Learning one level: the noise in its latent, seen beside noisy copies of the latents above (one
 * term of Eq. 5.3). The copies come from the encoder, not from the levels above, so that levels
 * train independently.
 */
final class LevelMethod implements Method {
    private final UVit network;
    private final LevelConfig config;
    private final LatentStore store;
    private final TextStates texts;

    LevelMethod(UVit network, LevelConfig config, LatentStore store, TextStates texts) {
        this.network = network;
        this.config = config;
        this.store = store;
        this.texts = texts;
    }

    @Override
    public UVit model() {
        return network;
    }

    @Override
    public LevelMethod replica() {
        UVit copy = Initialisation.blank(() -> new UVit(config.uvit()));
        copy.shareStorageOf(network);
        return new LevelMethod(copy, config, store, texts);
    }

    /** All parameters decay alike, as in U-ViT. */
    @Override
    public List<ParameterGroup> groups(double weightDecay) {
        return ParameterGroup.all(network.parameters(), weightDecay);
    }

    @Override
    public Draw draw(Batch batch) {
        int[] rows = batch.indices();
        int[] views = store.drawViews(rows.length);
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        Tensor x = own(rows, views); // (B, C, s, s)
        drawn.put("x", x);
        for (int i = 0; i < config.uppers().size(); i++) {
            LevelConfig.Upper upper = config.uppers().get(i);
            Tensor z = store.semantic(upper.shape().side(), rows, views);
            drawn.put(
                    "latent." + i,
                    upper.sigma() == 0 ? z : z.add(randn_like(z).mul(new Scalar(upper.sigma()))));
        }
        drawn.put("noise", randn_like(x));
        drawn.put("uniform", rand(rows.length)); // (B)
        told(drawn, batch);
        return new Draw(drawn);
    }

    private Tensor own(int[] rows, int[] views) {
        LatentPyramid pyramid = store.manifest().config().pyramid();
        return config.place() == Place.IMAGE
                ? pyramid.first().draw(store.image(rows, views))
                : store.semantic(config.own().side(), rows, views);
    }

    /** Class and text, and what of all conditions is kept. */
    private void told(Map<String, Tensor> drawn, Batch batch) {
        int latents = config.uppers().size();
        if (!config.hasConditions()) {
            return;
        }
        boolean joint = config.drop().mode() == Drop.Mode.JOINT;
        Tensor draws = rand(batch.size(), joint ? 1 : latents + 1);
        Tensor kept = draws.ge(new Scalar(config.drop().rate())); // (B, 1 or latents + 1)
        if (latents > 0) {
            drawn.put(
                    "kept",
                    joint ? kept.expand(batch.size(), latents) : kept.narrow(1, 0, latents));
        }
        Tensor last = kept.select(1, kept.size(1) - 1); // (B)
        if (config.told() instanceof Told.Classes c) {
            drawn.put("label", labels(batch.labels(), c, last));
        } else if (config.told() instanceof Told.Text) {
            int[] indices = new int[batch.size()];
            for (int b = 0; b < indices.length; b++) {
                indices[b] = store.index(batch.indices()[b]);
            }
            drawn.put("text", where(last.view(-1, 1, 1), texts.of(indices), texts.empty()));
        }
    }

    private static Tensor labels(int[] labels, Told.Classes told, Tensor kept) {
        long[] wide = new long[labels.length];
        for (int b = 0; b < labels.length; b++) {
            wide[b] = labels[b];
        }
        Tensor all = Plain.tensor(wide, wide.length);
        int empty = told.conditioning().emptyLabel();
        return where(kept, all, full_like(all, new Scalar(empty)));
    }

    @Override
    public String remedy() {
        return "a smaller learning rate or a larger alphaMin";
    }

    @Override
    public Loss loss(Draw rows) {
        Objective objective = config.objective();
        Tensor x = rows.get("x");
        Tensor noise = rows.get("noise");
        Tensor time = objective.times(rows.get("uniform"));
        Tensor said =
                network.forward(
                        objective.noisy(x, noise, time),
                        objective.netTimes(time),
                        context(rows),
                        Trace.none());
        Tensor perSample = Objective.perSample(said, objective.target(x, noise, time));
        return new Loss(
                perSample.mean(), weight(rows), NoiseBands.of(perSample, rows.get("uniform")));
    }

    private UVitContext context(Draw rows) {
        List<Tensor> latents = new ArrayList<>();
        for (int i = 0; i < config.uppers().size(); i++) {
            latents.add(rows.get("latent." + i));
        }
        Map<String, Tensor> all = rows.tensors();
        return new UVitContext(all.get("label"), all.get("text"), latents, all.get("kept"));
    }
}
