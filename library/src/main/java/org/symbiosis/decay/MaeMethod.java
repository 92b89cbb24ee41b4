package org.symbiosis.decay;

import static org.bytedeco.pytorch.global.torch.rand;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Loss;
import org.symbiosis.train.Method;

/** Learning by masked autoencoding: the loss of a batch is the error over its removed patches. */
public final class MaeMethod implements Method {
    private final Mae model;

    /** Trains this model. */
    public MaeMethod(Mae model) {
        this.model = model;
    }

    @Override
    public Mae model() {
        return model;
    }

    @Override
    public MaeMethod replica() {
        Mae copy = Seed.aside(() -> new Mae(model.config()));
        copy.shareStorageOf(model);
        return new MaeMethod(copy);
    }

    @Override
    public Draw draw(Batch batch) {
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        drawn.put(
                "images",
                Plain.tensor(batch.pixels(), batch.size(), 3, batch.height(), batch.width()));
        drawn.put("noise", rand(batch.size(), model.config().grid().size()));
        return new Draw(drawn);
    }

    @Override
    public double weight(Draw rows) {
        return rows.rows() * (double) (model.config().grid().size() - model.config().kept());
    }

    @Override
    public String remedy() {
        return "a smaller learning rate or a larger alphaMin";
    }

    @Override
    public Loss loss(Draw rows) {
        Mae.Reconstruction r = model.forward(rows.get("images"), rows.get("noise"), Trace.none());
        return new Loss(r.loss(), weight(rows));
    }
}
