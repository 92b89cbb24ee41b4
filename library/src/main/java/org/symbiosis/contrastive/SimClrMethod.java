package org.symbiosis.contrastive;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.randint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.Weights;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.CoupledMethod;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Loss;

/** Learning to tell the other view of an image from all views of other images. */
public final class SimClrMethod implements CoupledMethod {
    private static final long SEEDS = 1L << 62;

    private final Discriminator model;
    private final SimClrRecipe recipe;

    /** Trains this network by the recipe's views and temperature. */
    public SimClrMethod(Discriminator model, SimClrRecipe recipe) {
        this.model = model;
        this.recipe = recipe;
    }

    @Override
    public Discriminator model() {
        return model;
    }

    @Override
    public SimClrMethod replica() {
        Discriminator copy = Seed.aside(() -> new Discriminator(model.config()));
        copy.shareStorageOf(model);
        return new SimClrMethod(copy, recipe);
    }

    /** Not with spectral norms: they change whenever the network looks. */
    @Override
    public boolean isSplittable() {
        return model.config().weights() == Weights.PLAIN;
    }

    @Override
    public Draw draw(Batch batch) {
        long seed = Plain.longs(randint(SEEDS, new long[] {1}))[0];
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        drawn.put("one", views(batch, seed, 0));
        drawn.put("other", views(batch, seed, 1));
        return new Draw(drawn);
    }

    /** A view of each image, each from a random stream of its own. */
    private Tensor views(Batch batch, long seed, long which) {
        int values = 3 * batch.height() * batch.width();
        float[] all = new float[batch.size() * values];
        IntStream.range(0, batch.size())
                .parallel()
                .forEach(
                        i -> {
                            float[] pixels =
                                    Arrays.copyOfRange(
                                            batch.pixels(), i * values, (i + 1) * values);
                            Planes image = new Planes(batch.width(), batch.height(), pixels);
                            Planes view = recipe.views().of(image, SplitMix.of(seed, i, which));
                            recipe.evaluation().normalisation().normalise(view, all, i * values);
                        });
        return Plain.tensor(all, batch.size(), 3, batch.height(), batch.width());
    }

    @Override
    public List<Tensor> values(Draw rows) {
        long B = rows.rows();
        Tensor views = cat(new TensorVector(rows.get("one"), rows.get("other")), 0);
        Tensor z = model.forward(views).embedding(); // (2 B, p)
        return List.of(z.narrow(0, 0, B), z.narrow(0, B, B));
    }

    @Override
    public Loss loss(List<Tensor> values) {
        Tensor one = values.get(0); // (B, p)
        Tensor logits = NtXent.logits(one, values.get(1), recipe.model().temperature());
        return new Loss(
                NtXent.loss(logits),
                one.size(0),
                Map.of("contrast_accuracy", NtXent.accuracy(logits.detach())));
    }
}
