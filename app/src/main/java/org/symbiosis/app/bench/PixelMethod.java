package org.symbiosis.app.bench;

import java.util.Map;
import org.symbiosis.data.Batch;
import org.symbiosis.tensor.Plain;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Loss;
import org.symbiosis.train.Method;

/** Learning to predict the pixels that were put in. */
record PixelMethod(PixelTransformer model) implements Method {
    @Override
    public PixelMethod replica() {
        PixelTransformer copy = new PixelTransformer();
        copy.shareStorageOf(model);
        return new PixelMethod(copy);
    }

    @Override
    public Draw draw(Batch batch) {
        return new Draw(
                Map.of(
                        "images",
                        Plain.tensor(
                                batch.pixels(), batch.size(), 3, batch.height(), batch.width())));
    }

    @Override
    public Loss loss(Draw rows) {
        return new Loss(model.loss(rows.get("images")), rows.rows());
    }
}
