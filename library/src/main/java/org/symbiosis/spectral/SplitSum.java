package org.symbiosis.spectral;

import org.bytedeco.pytorch.Tensor;

/** A split of the graphs that stays as it is: the plain mean, or what was drawn beforehand. */
final class SplitSum implements RayleighSum {
    private final GraphSplit split;

    /** Takes over the split and closes it. */
    SplitSum(GraphSplit split) {
        this.split = split;
    }

    @Override
    public Tensor of(Tensor Z) {
        return split.sum(Z);
    }

    @Override
    public double riskSet() {
        return split.apart().size(0);
    }

    @Override
    public int fullEvaluations() {
        return 0;
    }

    @Override
    public void close() {
        split.close();
    }
}
