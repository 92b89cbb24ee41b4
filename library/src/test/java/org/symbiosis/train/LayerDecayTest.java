package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.ones;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Scope;

class LayerDecayTest {
    @ParameterizedTest
    @CsvSource({
        "cls_token, 0",
        "pos_embed, 0",
        "patch_embed.proj.weight, 0",
        "blocks.0.attn.qkv.weight, 1",
        "blocks.11.mlp.fc2.bias, 12",
        "blocks.3.attn.residual.alpha, 4",
        "norm.weight, 13",
        "fc_norm.bias, 13",
        "head.weight, 13"
    })
    void namesTellTheLayer(String name, int layer) {
        assertThat(LayerDecay.layer(name, 12)).isEqualTo(layer);
    }

    @Test
    void theHeadMovesAtFullRateAndEachLayerBelowSlowerByTheFactor() {
        double[] scales = LayerDecay.scales(0.65, 12);
        assertThat(scales).hasSize(14);
        assertThat(scales[13]).isEqualTo(1);
        assertThat(scales[12]).isEqualTo(0.65);
        assertThat(scales[0]).isEqualTo(Math.pow(0.65, 13), within(1e-15));
        assertThat(LayerDecay.scales(1, 3)).containsOnly(1);
    }

    @Test
    void everyParameterIsInOneGroupWithItsLayersRate() {
        try (Scope s = Scope.open()) {
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            parameters.put("patch_embed.proj.weight", ones(2, 3));
            parameters.put("blocks.0.norm1.weight", ones(2));
            parameters.put("blocks.0.attn.qkv.weight", ones(2, 2));
            parameters.put("head.bias", ones(4));
            List<ParameterGroup> groups = LayerDecay.groups(parameters, 0.05, 0.5, 1);
            Map<String, ParameterGroup> of = new LinkedHashMap<>();
            groups.forEach(g -> g.parameters().keySet().forEach(n -> of.put(n, g)));
            assertThat(of.keySet()).containsExactlyInAnyOrderElementsOf(parameters.keySet());
            assertThat(of.get("patch_embed.proj.weight").rateScale()).isEqualTo(0.25);
            assertThat(of.get("patch_embed.proj.weight").weightDecay()).isEqualTo(0.05);
            assertThat(of.get("blocks.0.norm1.weight").rateScale()).isEqualTo(0.5);
            assertThat(of.get("blocks.0.norm1.weight").weightDecay()).isZero();
            assertThat(of.get("blocks.0.attn.qkv.weight").weightDecay()).isEqualTo(0.05);
            assertThat(of.get("head.bias").rateScale()).isEqualTo(1);
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> LayerDecay.scale(0, 12, 1)).hasMessageContaining("layerDecay");
        assertThatThrownBy(() -> LayerDecay.scale(0.5, 12, 14)).hasMessageContaining("0 to 13");
    }
}
