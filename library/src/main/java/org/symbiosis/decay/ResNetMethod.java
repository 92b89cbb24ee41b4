package org.symbiosis.decay;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.data.Batch;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Loss;
import org.symbiosis.train.Method;
import org.symbiosis.train.ParameterGroup;

/** Learning from labels: the cross-entropy of a residual network's scores. */
public final class ResNetMethod implements Method {
    private final ResNet model;

    /** Trains this model. */
    public ResNetMethod(ResNet model) {
        this.model = model;
    }

    @Override
    public ResNet model() {
        return model;
    }

    @Override
    public ResNetMethod replica() {
        ResNet copy = Seed.aside(() -> new ResNet(model.config()));
        copy.shareStorageOf(model);
        return new ResNetMethod(copy);
    }

    /** No: the batch norms couple the images of a batch. */
    @Override
    public boolean isSplittable() {
        return false;
    }

    /** All parameters decay alike, norms and biases too, as is usual for residual networks. */
    @Override
    public List<ParameterGroup> groups(double weightDecay) {
        return ParameterGroup.all(model.parameters(), weightDecay);
    }

    @Override
    public Draw draw(Batch batch) {
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        drawn.put(
                "images",
                Plain.tensor(batch.pixels(), batch.size(), 3, batch.height(), batch.width()));
        long[] labels = new long[batch.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = batch.labels()[i];
        }
        drawn.put("labels", Plain.tensor(labels, labels.length));
        return new Draw(drawn);
    }

    @Override
    public String remedy() {
        return "a smaller learning rate or a larger alphaMin";
    }

    @Override
    public Loss loss(Draw rows) {
        Tensor labels = rows.get("labels");
        Tensor scores = model.forward(rows.get("images")); // (B, classes)
        Tensor right = scores.detach().argmax(new LongOptional(1), false).eq(labels);
        return new Loss(
                cross_entropy_loss(scores, labels),
                weight(rows),
                Map.of("accuracy", right.to(ScalarType.Float).mean()));
    }
}
