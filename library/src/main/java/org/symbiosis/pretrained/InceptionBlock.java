package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.Layer;
import org.symbiosis.pretrained.InceptionUnit.Kernel;

/** A mixed block: branches side by side, their channels joined in the order of the branches. */
final class InceptionBlock extends Layer {
    private final List<Branch> branches = new ArrayList<>();
    private final int in;
    private int out;

    /** Units in turn, the last two side by side where the branch forks. */
    private record Branch(InceptionPool pool, List<InceptionUnit> units, List<InceptionUnit> fork) {
        void forward(Tensor x, TensorVector into) {
            Tensor y = pool == null ? x : pool.of(x);
            for (InceptionUnit unit : units) {
                y = unit.forward(y);
            }
            if (fork.isEmpty()) {
                into.push_back(y);
            }
            for (InceptionUnit unit : fork) {
                into.push_back(unit.forward(y));
            }
        }
    }

    /**
     * A unit of a branch.
     *
     * @param name in the reference, after {@code branch}
     * @param out channels
     * @param kernel of the convolution
     */
    private record Unit(String name, int out, Kernel kernel) {}

    private InceptionBlock(int in) {
        this.in = in;
    }

    /** Channels of the result. */
    int out() {
        return out;
    }

    private InceptionBlock branch(Unit... units) {
        return forked(List.of(units), List.of());
    }

    private InceptionBlock forked(List<Unit> units, List<Unit> fork) {
        int channels = in;
        List<InceptionUnit> chain = new ArrayList<>();
        for (Unit u : units) {
            chain.add(unit(channels, u));
            channels = u.out;
        }
        List<InceptionUnit> sides = new ArrayList<>();
        for (Unit u : fork) {
            sides.add(unit(channels, u));
            out += u.out;
        }
        out += fork.isEmpty() ? channels : 0;
        branches.add(new Branch(null, chain, sides));
        return this;
    }

    private InceptionUnit unit(int channels, Unit u) {
        return child("branch" + u.name, new InceptionUnit(channels, u.out, u.kernel));
    }

    private InceptionBlock pooled(InceptionPool pool, int channels) {
        InceptionUnit unit = unit(in, new Unit("_pool", channels, Kernel.ONE));
        branches.add(new Branch(pool, List.of(unit), List.of()));
        out += channels;
        return this;
    }

    private InceptionBlock halved() {
        branches.add(new Branch(InceptionPool.HALVING, List.of(), List.of()));
        out += in;
        return this;
    }

    /** 35 x 35 places: Mixed_5b, 5c and 5d. */
    static InceptionBlock a(int in, InceptionPool pool, int pooled) {
        return new InceptionBlock(in)
                .branch(new Unit("1x1", 64, Kernel.ONE))
                .branch(new Unit("5x5_1", 48, Kernel.ONE), new Unit("5x5_2", 64, Kernel.FIVE))
                .branch(
                        new Unit("3x3dbl_1", 64, Kernel.ONE),
                        new Unit("3x3dbl_2", 96, Kernel.THREE),
                        new Unit("3x3dbl_3", 96, Kernel.THREE))
                .pooled(pool, pooled);
    }

    /** From 35 x 35 to 17 x 17 places: Mixed_6a. */
    static InceptionBlock b(int in) {
        return new InceptionBlock(in)
                .branch(new Unit("3x3", 384, Kernel.THREE_BY_TWO))
                .branch(
                        new Unit("3x3dbl_1", 64, Kernel.ONE),
                        new Unit("3x3dbl_2", 96, Kernel.THREE),
                        new Unit("3x3dbl_3", 96, Kernel.THREE_BY_TWO))
                .halved();
    }

    /** 17 x 17 places: Mixed_6b to 6e. */
    static InceptionBlock c(int in, InceptionPool pool, int inside) {
        return new InceptionBlock(in)
                .branch(new Unit("1x1", 192, Kernel.ONE))
                .branch(
                        new Unit("7x7_1", inside, Kernel.ONE),
                        new Unit("7x7_2", inside, Kernel.ROW_OF_SEVEN),
                        new Unit("7x7_3", 192, Kernel.COLUMN_OF_SEVEN))
                .branch(
                        new Unit("7x7dbl_1", inside, Kernel.ONE),
                        new Unit("7x7dbl_2", inside, Kernel.COLUMN_OF_SEVEN),
                        new Unit("7x7dbl_3", inside, Kernel.ROW_OF_SEVEN),
                        new Unit("7x7dbl_4", inside, Kernel.COLUMN_OF_SEVEN),
                        new Unit("7x7dbl_5", 192, Kernel.ROW_OF_SEVEN))
                .pooled(pool, 192);
    }

    /** From 17 x 17 to 8 x 8 places: Mixed_7a. */
    static InceptionBlock d(int in) {
        return new InceptionBlock(in)
                .branch(
                        new Unit("3x3_1", 192, Kernel.ONE),
                        new Unit("3x3_2", 320, Kernel.THREE_BY_TWO))
                .branch(
                        new Unit("7x7x3_1", 192, Kernel.ONE),
                        new Unit("7x7x3_2", 192, Kernel.ROW_OF_SEVEN),
                        new Unit("7x7x3_3", 192, Kernel.COLUMN_OF_SEVEN),
                        new Unit("7x7x3_4", 192, Kernel.THREE_BY_TWO))
                .halved();
    }

    /** 8 x 8 places: Mixed_7b and 7c. */
    static InceptionBlock e(int in, InceptionPool pool) {
        return new InceptionBlock(in)
                .branch(new Unit("1x1", 320, Kernel.ONE))
                .forked(
                        List.of(new Unit("3x3_1", 384, Kernel.ONE)),
                        List.of(
                                new Unit("3x3_2a", 384, Kernel.ROW_OF_THREE),
                                new Unit("3x3_2b", 384, Kernel.COLUMN_OF_THREE)))
                .forked(
                        List.of(
                                new Unit("3x3dbl_1", 448, Kernel.ONE),
                                new Unit("3x3dbl_2", 384, Kernel.THREE)),
                        List.of(
                                new Unit("3x3dbl_3a", 384, Kernel.ROW_OF_THREE),
                                new Unit("3x3dbl_3b", 384, Kernel.COLUMN_OF_THREE)))
                .pooled(pool, 192);
    }

    /** Maps {@code (B, in, H, W)} to {@code (B, out, H', W')}. */
    Tensor forward(Tensor x) {
        TensorVector parts = new TensorVector();
        branches.forEach(b -> b.forward(x, parts));
        return cat(parts, 1);
    }
}
