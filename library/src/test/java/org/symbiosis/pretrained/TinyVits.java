package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.randn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Regridding;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.TransformerConfig.BranchScale;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.tensor.Seed;

/** Small transformers of each family, and their weights. */
final class TinyVits {
    /** Of DINO's kind: 64 channels in one head, 2 blocks, 12 px in patches of 4. */
    static final VisionTransformerConfig PLAIN =
            config(BranchScale.NONE, 0, Regridding.ByFactor.DINO);

    /** Of DINOv2's kind. */
    static final VisionTransformerConfig SCALED =
            config(BranchScale.LEARNT, 0, Regridding.ByFactor.DINO);

    /** Of DINOv2's kind with registers. */
    static final VisionTransformerConfig REGISTERS =
            config(BranchScale.LEARNT, 2, new Regridding.Antialiased());

    private TinyVits() {}

    private static VisionTransformerConfig config(
            BranchScale scale, int registers, Regridding regridding) {
        TransformerConfig blocks =
                new TransformerConfig(
                        64, 2, 1, 2, 1e-6, Bias.LEARNT, new Shortcut.Identity(), scale);
        return new VisionTransformerConfig(
                12,
                12,
                3,
                4,
                blocks,
                Positions.Kind.LEARNT,
                VisionTransformerConfig.End.NORM,
                registers,
                regridding);
    }

    /** Random weights by name, owned by the caller's scope. */
    static Map<String, Tensor> weights(VisionTransformerConfig config) {
        Seed.set(5);
        Map<String, Tensor> all = new LinkedHashMap<>();
        VitLayout.of(config).forEach((name, shape) -> all.put(name, randn(shape)));
        return all;
    }
}
