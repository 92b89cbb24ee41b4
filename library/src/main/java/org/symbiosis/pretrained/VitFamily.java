package org.symbiosis.pretrained;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Positions.Order;
import org.symbiosis.nn.Regridding;
import org.symbiosis.tensor.Scope;

/** Vision transformers that differ in more than their sizes. */
public enum VitFamily {
    /** Learnt positions, fitted to other sizes as DINO does: DINO, and supervised ones. */
    DINO("ViT with learnt positions (DINO, supervised)", Regridding.ByFactor.DINO),
    /** Fixed positions, the column in the first half of the channels. */
    MAE("ViT with fixed positions (MAE)", new Regridding.SinCos(Order.COLUMN_FIRST)),
    /** Fixed positions, the row in the first half of the channels. */
    MOCO_V3("ViT with fixed positions (MoCo v3)", new Regridding.SinCos(Order.ROW_FIRST)),
    /** Layer scale. */
    DINOV2("ViT with layer scale (DINOv2)", Regridding.ByFactor.DINO),
    /** Layer scale and register tokens. */
    DINOV2_REGISTERS("ViT with layer scale and registers (DINOv2)", new Regridding.Antialiased());

    private static final int MOCO_SMALL = 384;
    private static final int MOCO_HEADS = 12;
    private static final int HEAD = 64;

    private final String words;
    private final Regridding regridding;

    VitFamily(String words, Regridding regridding) {
        this.words = words;
        this.regridding = regridding;
    }

    /** The family in words. */
    public String words() {
        return words;
    }

    /** How its positions are fitted to images of another size. */
    public Regridding regridding() {
        return regridding;
    }

    /** The usual number of heads for a width, or 0 when 64 channels a head do not fit. */
    int heads(int dim) {
        if (this == MOCO_V3 && dim == MOCO_SMALL) {
            return MOCO_HEADS;
        }
        return dim % HEAD == 0 ? dim / HEAD : 0;
    }

    /** The family of a transformer without layer scale, by its positions {@code (1, 1 + N, D)}. */
    static VitFamily ofPositions(Tensor table, Grid grid) {
        for (VitFamily family : new VitFamily[] {MAE, MOCO_V3}) {
            if (isFixed(table, grid, ((Regridding.SinCos) family.regridding).order())) {
                return family;
            }
        }
        return DINO;
    }

    private static boolean isFixed(Tensor table, Grid grid, Order order) {
        int dim = (int) table.size(2);
        if (dim % 4 != 0) {
            return false;
        }
        try (Scope s = Scope.open()) {
            Tensor fixed = Positions.sinCos(dim, grid, 1, order);
            // Half precision rounds the sines to 5e-4.
            return table.to(ScalarType.Float).sub(fixed).abs().max().item_float() < 2e-3;
        }
    }
}
