package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.eye;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/** Eq. 4.4 as printed: mean |x'Px - 1| + ||X'X - I||_F, the columns free. */
final class PrintedLoss implements SpectralLoss {
    private final GraphSet graphs;
    private final Resample g;
    private final List<OneProductSum> sums;

    PrintedLoss(GraphSet graphs, Resample g) {
        this.graphs = graphs;
        this.g = g;
        this.sums = graphs.grids().stream().map(OneProductSum::new).toList();
    }

    @Override
    public Tensor of(Tensor X) {
        return Scope.tidy(
                () -> {
                    Tensor values = zeros(new long[0]);
                    for (int i = 0; i < sums.size(); i++) {
                        Tensor x = Columns.on(graphs.grids().get(i).grid(), X, g); // (C, N)
                        values = values.add(sums.get(i).of(x));
                    }
                    double count = graphs.count() * (double) X.size(1);
                    Tensor columns = X.reshape(X.size(1), -1); // (C, N)
                    return values.div(new Scalar(count)).add(orthogonality(columns));
                });
    }

    /** How far the columns of X are from orthonormal: the second term of Eq. 4.4. */
    private static Tensor orthogonality(Tensor rows) { // (C, N)
        Tensor gram = rows.matmul(rows.t()); // X'X, (C, C)
        return gram.sub(eye(rows.size(0), rows.options())).norm();
    }

    @Override
    public double fullEvaluations() {
        return sums.stream().mapToInt(RayleighSum::fullEvaluations).average().orElse(0);
    }
}
