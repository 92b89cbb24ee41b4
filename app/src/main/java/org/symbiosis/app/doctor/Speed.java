package org.symbiosis.app.doctor;

import static org.bytedeco.pytorch.global.torch.rand;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.Team;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;

/**
 * Products of 512 x 512 matrices, in thousand million operations a second.
 *
 * @param oneThread on one thread
 * @param workers on one thread per core, each with products of its own, as in training
 */
public record Speed(double oneThread, double workers) {
    private static final int SIDE = 512;
    private static final long WARM_UP = 50_000_000; // ns
    private static final long TIME = 450_000_000; // ns

    static Speed measure(int cores) {
        try (Team team = new Team("speed", cores)) {
            return new Speed(together(team, 1), together(team, cores));
        }
    }

    private static double together(Team team, int count) {
        List<Future<Double>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(team.begin(Speed::alone));
        }
        return Team.results(parts).stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double alone() {
        Engine.oneThreadHere();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor a = rand(SIDE, SIDE);
            multiply(a, WARM_UP);
            return multiply(a, TIME);
        }
    }

    private static double multiply(Tensor a, long time) {
        long start = System.nanoTime();
        long products = 0;
        while (System.nanoTime() - start < time) {
            try (Scope s = Scope.open()) {
                a.matmul(a);
                products++;
            }
        }
        return 2.0 * SIDE * SIDE * SIDE * products / (System.nanoTime() - start);
    }
}
