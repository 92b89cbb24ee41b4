package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.pretrained.VitModel;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class ModelTapTest {
    private static final VisionTransformerConfig CONFIG =
            new VisionTransformerConfig(
                    16,
                    16,
                    3,
                    4,
                    new TransformerConfig(12, 3, 2, 2, 1e-6, Bias.LEARNT, new Shortcut.Identity()),
                    Positions.Kind.SIN_COS,
                    VisionTransformerConfig.End.NORM);

    private static AttentionModel wrapped(VisionTransformer model) {
        return new VitModel("small", model, Normalisation.HALF);
    }

    @Test
    void readsThePatchesOfAllBlocksInOrder() {
        try (Scope s = Scope.open();
                VisionTransformer model = new VisionTransformer(CONFIG)) {
            Tensor images = torch.rand(2, 3, 16, 24);
            List<AttentionLayer> layers = new ModelTap(wrapped(model)).layers(images);
            assertThat(layers)
                    .extracting(AttentionLayer::name)
                    .containsExactly("blocks.0", "blocks.1", "blocks.2");
            assertThat(layers).allMatch(l -> l.grid().equals(new Grid(4, 6)));
            assertThat(layers).allMatch(l -> l.images() == 2 && l.heads() == 2);
            Trace trace = Trace.of("blocks.1.attn.k");
            model.forward(images, trace);
            Tensor keys = trace.get("blocks.1.attn.k").narrow(2, 1, 24);
            assertThat(Plain.floats(layers.get(1).k())).isEqualTo(Plain.floats(keys));
            assertThat(layers).noneMatch(l -> l.q().requires_grad());
        }
    }

    @Test
    void enlargingKeepsAConstantAndTheGridsOrder() {
        try (Scope s = Scope.open()) {
            Tensor q = torch.ones(1, 2, 6, 3);
            AttentionLayer layer = new AttentionLayer("l", new Grid(2, 3), q, q, q);
            AttentionLayer large = layer.resized(new Grid(4, 9));
            assertThat(large.grid()).isEqualTo(new Grid(4, 9));
            assertThat(Plain.floats(large.k())).hasSize(2 * 36 * 3);
            assertThat(large.k().sub(torch.ones(1)).abs().max().item_double()).isLessThan(1e-5);
        }
    }
}
