package org.symbiosis.eval.finetune;

import static org.bytedeco.pytorch.global.torch.randint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Batch;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.BranchDrop;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Loss;
import org.symbiosis.train.Method;
import org.symbiosis.train.ParameterGroup;

/** Learning classes end to end: cross-entropy against mixed and smoothed targets. */
final class FineTuneMethod implements Method {
    private static final long KEYS = 1L << 62;

    private final Classifier model;
    private final FineTuneConfig config;

    FineTuneMethod(Classifier model, FineTuneConfig config) {
        this.model = model;
        this.config = config;
    }

    @Override
    public Classifier model() {
        return model;
    }

    @Override
    public FineTuneMethod replica() {
        Classifier copy = Seed.aside(() -> new Classifier(model.config(), model.classes()));
        copy.shareStorageOf(model);
        return new FineTuneMethod(copy, config);
    }

    @Override
    public List<ParameterGroup> groups(double weightDecay) {
        return LayerDecayGroups.of(model.parameters(), depth(), config.layerDecay(), weightDecay);
    }

    private int depth() {
        return model.config().blocks().depth();
    }

    @Override
    public Draw draw(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.labels()[i] < 0) {
                throw UserError.failed(
                        "image " + batch.indices()[i] + " belongs to no class",
                        "put every image into the folder of its class");
            }
        }
        Tensor images =
                Plain.tensor(batch.pixels(), batch.size(), 3, batch.height(), batch.width());
        SplitMix random = SplitMix.of(Plain.longs(randint(KEYS, new long[] {1}))[0]);
        Mixing.Mixed mixed = config.mixing().apply(images, random);
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        drawn.put("images", mixed.images());
        drawn.put(
                "targets",
                SoftTargets.of(
                        batch.labels(), model.classes(), mixed.lambda(), config.smoothing()));
        drawn.put("keep", DropPath.draw(batch.size(), config.dropPath(), depth()));
        return new Draw(drawn);
    }

    @Override
    public Loss loss(Draw rows) {
        Tensor scores = model.forward(rows.get("images"), new BranchDrop(rows.get("keep")));
        return new Loss(SoftTargets.crossEntropy(scores, rows.get("targets")), rows.rows());
    }
}
