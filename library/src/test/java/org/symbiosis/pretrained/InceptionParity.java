package org.symbiosis.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Trace;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the network behind the Frechet distance. */
public final class InceptionParity {
    private InceptionParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("structural-fid-inception", InceptionParity::inception);
    }

    private static void inception(ParityFile file) {
        JsonNode weights = file.json("weights");
        int classes = file.json("shapes").get("fc.weight").get(0).asInt();
        try (Inception network = new Inception(InceptionVariant.FID, classes);
                NoGradGuard g = new NoGradGuard()) {
            requireNames(file.json("shapes"), network);
            network.load(FormulaWeights.of(weights, network));
            Trace trace = Trace.of("block0", "block1", "block2");
            Tensor images = file.tensor("input.img");
            Tensor pool = network.features(images, trace);
            trace.all()
                    .forEach((name, t) -> file.check("output." + name + "_mean", t.mean(-1, -2)));
            file.check("output.pool", pool);
            file.check("output.logits", network.logits(pool));
            file.check("output.pool_40x50", network.features(file.tensor("input.img_40x50")));
            Tensor corner = network.resized(images).narrow(2, 0, 16).narrow(3, 0, 16);
            Tensor asGiven = corner.add(new Scalar(1)).div(new Scalar(2)); // still in [0, 1]
            file.check("output.resized_corner", asGiven);
        }
    }

    private static void requireNames(JsonNode shapes, Inception network) {
        Map<String, String> ours = PublishedKeys.of(network.state());
        ours.keySet().removeIf(n -> n.endsWith(".num_batches_tracked"));
        Map<String, String> theirs = new TreeMap<>();
        PublishedKeys.collect(shapes, theirs);
        if (!ours.equals(theirs)) {
            throw new IllegalStateException("names or shapes differ");
        }
    }
}
