package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class LayerTest {
    private static TransformerBlock block() {
        return new TransformerBlock(TransformerConfig.of(8, 1, 2, new Shortcut.Identity()), 0);
    }

    @Test
    void namesAndTheirOrderAreThoseOfTheReference() {
        assertThat(block().state().keySet())
                .containsExactly(
                        "norm1.weight",
                        "norm1.bias",
                        "attn.qkv.weight",
                        "attn.qkv.bias",
                        "attn.proj.weight",
                        "attn.proj.bias",
                        "norm2.weight",
                        "norm2.bias",
                        "mlp.fc1.weight",
                        "mlp.fc1.bias",
                        "mlp.fc2.weight",
                        "mlp.fc2.bias");
    }

    @Test
    void loadingNamesTheFirstTensorThatDoesNotFit() {
        try (Scope s = Scope.open()) {
            TransformerBlock block = block();
            Map<String, Tensor> weights = new HashMap<>(block.state());
            weights.put("attn.proj.weight", zeros(8, 9));
            assertThatThrownBy(() -> block.load(weights))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("'attn.proj.weight' is 8 x 9 in the weights and 8 x 8");
            weights.remove("attn.proj.weight");
            assertThatThrownBy(() -> block.load(weights))
                    .hasMessageContaining("lack 'attn.proj.weight'");
            weights.putAll(block.state());
            weights.put("head.weight", zeros(1));
            assertThatThrownBy(() -> block.load(weights)).hasMessageContaining("no 'head.weight'");
        }
    }

    @Test
    void aReplicaSharesWeightsButNotGradients() {
        try (Scope s = Scope.open()) {
            Linear master = new Linear(3, 2);
            Linear replica = new Linear(3, 2);
            replica.shareStorageOf(master);
            master.weight().set_data(master.weight());
            replica.forward(randn(4, 3)).sum().backward();
            assertThat(replica.weight().grad().defined()).isTrue();
            assertThat(master.weight().grad().defined()).isFalse();
            Initialisation.constant(master.weight(), 7);
            assertThat(Plain.floats(replica.weight())).containsOnly(7f);
        }
    }

    @Test
    void weightsOutliveTheScopeTheyWereMadeIn() {
        Linear linear;
        try (Scope s = Scope.open()) {
            linear = new Linear(3, 2);
        }
        try (Scope s = Scope.open()) {
            assertThat(Plain.floats(linear.forward(zeros(1, 3)))).hasSize(2);
        }
    }

    @Test
    void closingGivesEveryHandleBack() {
        block().close();
        long before = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            try (Scope s = Scope.open()) {
                block().close();
            }
        }
        assertThat(Pointer.totalCount() - before).isLessThanOrEqualTo(20L);
    }

    @Test
    void trainingModeReachesEveryPart() {
        TransformerBlock block = block();
        assertThat(block.mlp().isTraining()).isTrue();
        block.eval();
        assertThat(block.mlp().fc2().isTraining()).isFalse();
        block.train();
        assertThat(block.mlp().fc2().isTraining()).isTrue();
    }
}
