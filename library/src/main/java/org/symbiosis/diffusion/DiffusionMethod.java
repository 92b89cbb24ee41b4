package org.symbiosis.diffusion;

import static org.bytedeco.pytorch.global.torch.full_like;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn_like;
import static org.bytedeco.pytorch.global.torch.where;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Batch;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.UVit;
import org.symbiosis.nn.UVitContext;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Loss;
import org.symbiosis.train.Method;
import org.symbiosis.train.ParameterGroup;

/** Learning to denoise: the loss of a batch is the mean square error of what the network says. */
public final class DiffusionMethod implements Method {
    private final UVit model;
    private final DiffusionRecipe recipe;
    private final Function<Batch, Tensor> seen;

    /**
     * Trains this model.
     *
     * @param seen what it learns to see of a batch, {@code (B, C, H, W)} of about unit variance
     */
    public DiffusionMethod(UVit model, DiffusionRecipe recipe, Function<Batch, Tensor> seen) {
        this.model = model;
        this.recipe = recipe;
        this.seen = seen;
    }

    @Override
    public UVit model() {
        return model;
    }

    @Override
    public DiffusionMethod replica() {
        UVit copy = Seed.aside(() -> new UVit(model.config()));
        copy.shareStorageOf(model);
        return new DiffusionMethod(copy, recipe, seen);
    }

    /** All parameters decay alike, as in U-ViT. */
    @Override
    public List<ParameterGroup> groups(double weightDecay) {
        return ParameterGroup.all(model.parameters(), weightDecay);
    }

    @Override
    public Draw draw(Batch batch) {
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        Tensor latents = seen.apply(batch);
        drawn.put("images", latents);
        drawn.put("noise", randn_like(latents));
        drawn.put("uniform", rand(batch.size()));
        if (model.config().conditioning().labels() > 0) {
            drawn.put("labels", labels(batch));
        }
        return new Draw(drawn);
    }

    /** The classes, some of them replaced by the empty one. */
    private Tensor labels(Batch batch) {
        long[] labels = new long[batch.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = batch.labels()[i];
            if (labels[i] < 0) {
                throw UserError.usage(
                        "an image belongs to no class",
                        "give images in one folder per class, or train without classes");
            }
        }
        Tensor given = Plain.tensor(labels, labels.length);
        Tensor empty = full_like(given, new Scalar(model.config().conditioning().emptyLabel()));
        return where(rand(labels.length).lt(new Scalar(recipe.labelDrop())), empty, given);
    }

    @Override
    public String remedy() {
        return "a smaller learning rate or a larger alphaMin";
    }

    @Override
    public Loss loss(Draw rows) {
        Objective objective = recipe.objective();
        Tensor image = rows.get("images");
        Tensor noise = rows.get("noise");
        Tensor times = objective.times(rows.get("uniform"));
        UVitContext context =
                rows.tensors().containsKey("labels")
                        ? UVitContext.ofLabels(rows.get("labels"))
                        : UVitContext.none();
        Tensor x = objective.noisy(image, noise, times);
        Tensor said = model.forward(x, objective.netTimes(times), context, Trace.none());
        Tensor perSample = Objective.perSample(said, objective.target(image, noise, times));
        return new Loss(
                perSample.mean(), weight(rows), NoiseBands.of(perSample, rows.get("uniform")));
    }
}
