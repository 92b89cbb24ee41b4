package org.symbiosis.decay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of residual blocks with decayed shortcuts. */
public final class ResNetParity {
    private ResNetParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("resnet-decayed-block", ResNetParity::blocks);
    }

    /** Blocks in a row, named by their index. */
    private static final class Row extends Layer {
        final List<BasicBlock> blocks = new ArrayList<>();

        void add(BasicBlock block) {
            blocks.add(child(Integer.toString(blocks.size()), block));
        }
    }

    private static void blocks(ParityFile file) {
        Tensor x = file.tensor("input.x").requires_grad_(true);
        try (Row row = row(file)) {
            Map<String, Tensor> weights = new LinkedHashMap<>(row.state());
            weights.putAll(file.parameters()); // counters of batches are not among them
            row.load(weights);
            Tensor y = x;
            for (int i = 0; i < row.blocks.size(); i++) {
                y = row.blocks.get(i).forward(y);
                file.check("output.block." + i, y);
            }
            Tensor loss = y.mul(file.tensor("input.loss_weights")).sum();
            file.check("output.loss", loss);
            loss.backward();
            file.check("grad.input", x.grad());
            file.checkGradients(row);
            row.state().forEach((name, t) -> file.check("output.buffer." + name, t));
        }
    }

    private static Row row(ParityFile file) {
        JsonNode c = file.config();
        BasicBlock.Norms norms =
                new BasicBlock.Norms(c.get("bn_eps").asDouble(), c.get("bn_momentum").asDouble());
        Row row = new Row();
        for (int i = 0; file.has("param." + i + ".conv1.weight"); i++) {
            Tensor conv1 = file.tensor("param." + i + ".conv1.weight");
            boolean projects = file.has("param." + i + ".downsample.0.weight");
            BasicBlock.Shape shape =
                    new BasicBlock.Shape(
                            (int) conv1.size(1),
                            (int) conv1.size(0),
                            projects ? c.get("stride_second").asInt() : 1);
            double alpha = c.get("alphas").get(i).asDouble();
            row.add(new BasicBlock(shape, norms, new Shortcut.Constant(alpha).residual(0, 1)));
        }
        return row;
    }
}
