package org.symbiosis.spectral;

import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The guarded mean. Between two full evaluations, graphs whose values are certain to be at most 1
 * enter as their sum.
 *
 * <p>With d = z - z0 the value is v = v0 + 2 y0'd + d'Sd, y0 = S z0, and d'Sd is at most ||S||
 * ||d||^2. All but the last term are known from the last full evaluation at a cost of one product
 * of vectors a graph, so the bound is tight to second order in the distance moved.
 */
final class GuardedSum implements RayleighSum {
    private final GridGraphs graphs;
    private final Evaluation rule;
    private final int mostApart;
    private final Tensor norms; // (m, 1); kept, only for the certified rule
    private Renewal last;
    private int calls;
    private int full;
    private long apart;

    /**
     * What the last full evaluation left.
     *
     * @param at call of that evaluation
     * @param split null when too many graphs are exceptions: then every call is a full evaluation
     * @param Z0 columns, {@code (C, N)}; kept
     * @param v0 values of the graphs taken together, {@code (C, k)}; kept
     * @param Y0 their products, {@code (C, k, N)}; kept
     * @param norms their bounds, {@code (1, k)}; kept
     */
    private record Renewal(
            int at, GraphSplit split, Tensor Z0, Tensor v0, Tensor Y0, Tensor norms) {
        void close() {
            if (split != null) {
                split.close();
                for (Tensor t : new Tensor[] {Z0, v0, Y0, norms}) {
                    Scope.release(t);
                }
            }
        }
    }

    GuardedSum(GridGraphs graphs, Evaluation rule, long memory) {
        if (graphs.form() != GraphForm.RANDOM_WALK) {
            throw new IllegalArgumentException("symmetric graphs have no common columns to guard");
        }
        this.graphs = graphs;
        this.rule = rule;
        long fits = memory / StoredGraphs.bytes(graphs.grid(), 1);
        this.mostApart = (int) Math.min(graphs.count() / 2, fits);
        try (Scope s = Scope.open()) {
            this.norms = Scope.keep(SpectralNorms.of(graphs));
        }
    }

    @Override
    public Tensor of(Tensor Z) {
        calls++;
        if (last != null && last.split() != null && !isDue() && isCertain(Z)) {
            apart += last.split().apart().size(0);
            return last.split().sum(Z);
        }
        full++;
        return Scope.tidy(
                () -> {
                    OneProductSum.Values at = OneProductSum.Values.of(graphs, Z);
                    renew(Z, at);
                    return RayleighSum.surrogate(Z, at.gradient(), at.sum());
                });
    }

    private boolean isDue() {
        int age = calls - last.at();
        if (rule instanceof Evaluation.Certified c) {
            return age >= (calls <= c.early() ? c.everyEarly() : c.every());
        }
        return age >= ((Evaluation.Periodic) rule).every();
    }

    private boolean isCertain(Tensor Z) {
        if (!(rule instanceof Evaluation.Certified) || last.split().together() == 0) {
            return true;
        }
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Tensor d = Z.detach().sub(last.Z0()); // (C, N)
            Tensor first = last.Y0().bmm(d.unsqueeze(2)).squeeze(2); // (C, k)
            Tensor second = d.square().sum(-1).unsqueeze(1).mul(last.norms()); // (C, k)
            Tensor bound = last.v0().add(first, new Scalar(2)).add(second);
            return bound.max().item_double() <= 1;
        }
    }

    private void renew(Tensor Z, OneProductSum.Values at) {
        if (last != null) {
            last.close();
        }
        int[] exceptions = exceptions(at.v());
        if (exceptions.length > mostApart) {
            last = new Renewal(calls, null, null, null, null, null);
            return;
        }
        boolean[] isApart = new boolean[graphs.count()];
        for (int a : exceptions) {
            isApart[a] = true;
        }
        long[] together =
                IntStream.range(0, isApart.length)
                        .filter(a -> !isApart[a])
                        .asLongStream()
                        .toArray();
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Tensor index = Plain.tensor(together, together.length);
            Tensor Y = at.Y().index_select(0, index).permute(2, 0, 1).contiguous();
            last =
                    new Renewal(
                            calls,
                            GraphSplit.of(graphs, exceptions),
                            Scope.keep(Z.detach().clone()),
                            Scope.keep(at.v().index_select(0, index).t().contiguous()),
                            Scope.keep(Y),
                            Scope.keep(norms.index_select(0, index).t().contiguous()));
        }
    }

    private int[] exceptions(Tensor v) { // (m, C)
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Tensor largest = v.amax(new long[] {1}, true); // (m, 1)
            boolean certified = rule instanceof Evaluation.Certified;
            if (rule instanceof Evaluation.Certified c) {
                largest = largest.add(norms, new Scalar(c.margin()));
            }
            double threshold = certified ? 1 : ((Evaluation.Periodic) rule).threshold();
            double[] values = Plain.doubles(largest);
            return IntStream.range(0, values.length).filter(a -> values[a] > threshold).toArray();
        }
    }

    @Override
    public double riskSet() {
        return calls == full ? 0 : (double) apart / (calls - full);
    }

    @Override
    public int fullEvaluations() {
        return full;
    }

    @Override
    public void close() {
        if (last != null) {
            last.close();
        }
        Scope.release(norms);
    }
}
