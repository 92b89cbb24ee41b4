package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Adam on the maps of one minibatch, each with moments and a step count of its own, so that an
 * image is moved as if the others were not there.
 */
final class ImageAdam implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPS = 1e-8;

    private final Tensor x; // (B, C, side, side)
    private final Tensor mean; // (B, C, side, side)
    private final Tensor square; // (B, C, side, side)
    private final long[] steps; // (B)

    ImageAdam(List<MapTable.Entry> entries, int channels, int side) {
        try (Scope s = Scope.open()) {
            x = stack(entries, channels, side, MapTable.Entry::values);
            mean = stack(entries, channels, side, MapTable.Entry::mean);
            square = stack(entries, channels, side, MapTable.Entry::square);
            x.requires_grad_(true);
        }
        steps = entries.stream().mapToLong(MapTable.Entry::steps).toArray();
    }

    private static Tensor stack(
            List<MapTable.Entry> entries,
            int channels,
            int side,
            Function<MapTable.Entry, float[]> part) {
        int length = channels * side * side;
        float[] all = new float[entries.size() * length];
        for (int i = 0; i < entries.size(); i++) {
            System.arraycopy(part.apply(entries.get(i)), 0, all, i * length, length);
        }
        return Scope.keep(Plain.tensor(all, entries.size(), channels, side, side));
    }

    /** One step down the loss of the softmax maps; the loss before it. */
    double step(SetLoss loss, double rate) {
        try (Scope s = Scope.open()) {
            Tensor value = loss.of(x.softmax(1));
            value.backward();
            try (NoGradGuard none = new NoGradGuard()) {
                Tensor g = x.grad();
                mean.mul_(new Scalar(BETA1)).add_(g, new Scalar(1 - BETA1));
                square.mul_(new Scalar(BETA2)).addcmul_(g, g, new Scalar(1 - BETA2));
                Arrays.setAll(steps, i -> steps[i] + 1);
                Tensor root = square.div(bias(BETA2)).sqrt_().add_(new Scalar(EPS));
                x.addcdiv_(mean.div(bias(BETA1)), root, new Scalar(-rate));
                g.zero_();
            }
            return value.item_double();
        }
    }

    /** 1 - beta^t with each image's own t, {@code (B, 1, 1, 1)}. */
    private Tensor bias(double beta) {
        float[] bias = new float[steps.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) (1 - Math.pow(beta, (double) steps[i]));
        }
        return Plain.tensor(bias, bias.length, 1, 1, 1);
    }

    /** The logits, {@code (B, C, side, side)}. */
    Tensor logits() {
        return x.detach();
    }

    /** The state after the steps; averages follow at this decay, {@code iteration} from 1. */
    MapTable.Entry[] entries(List<MapTable.Entry> before, double decay, long iteration) {
        List<MapTable.Entry> after = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            try (Scope s = Scope.open()) {
                MapTable.Entry old = before.get(i);
                float[] values = Plain.floats(x.select(0, i));
                // Between its minibatches an image stands still, and its average comes nearer.
                float[] average = MovingAverage.at(old, decay, iteration - 1);
                MovingAverage.follow(average, values, decay);
                after.add(
                        new MapTable.Entry(
                                steps[i],
                                iteration,
                                values,
                                Plain.floats(mean.select(0, i)),
                                Plain.floats(square.select(0, i)),
                                average));
            }
        }
        return after.toArray(MapTable.Entry[]::new);
    }

    @Override
    public void close() {
        Scope.release(x);
        Scope.release(mean);
        Scope.release(square);
    }
}
