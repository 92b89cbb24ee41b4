package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> LayerDecay.scale(0, 12, 1)).hasMessageContaining("layerDecay");
        assertThatThrownBy(() -> LayerDecay.scale(0.5, 12, 14)).hasMessageContaining("0 to 13");
    }
}
