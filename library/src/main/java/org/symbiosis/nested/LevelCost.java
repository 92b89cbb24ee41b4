package org.symbiosis.nested;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Cost;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.UVit;
import org.symbiosis.nn.UVitConfig;
import org.symbiosis.nn.UVitContext;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * What one level costs, counted on the network itself by running it once (Table D.1).
 *
 * @param level 1 for the image
 * @param tokens that its blocks see
 * @param parameters trained values
 * @param macs multiply-accumulates of one call for one image, without guidance
 */
public record LevelCost(int level, int tokens, long parameters, long macs) {
    /** Of one level. */
    public static LevelCost of(int level, LevelConfig config) {
        UVitConfig shape = config.uvit();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                UVit network = Initialisation.blank(() -> new UVit(shape))) {
            Tensor x = zeros(config.own().batch(1));
            Tensor time = zeros(1);
            UVitContext context = nothing(config);
            long macs = Cost.of(() -> network.forward(x, time, context, Trace.none()));
            int tokens = shape.extras() + shape.grid().size();
            return new LevelCost(level, tokens, network.parameterCount(), macs);
        }
    }

    private static UVitContext nothing(LevelConfig config) {
        List<Tensor> latents = new ArrayList<>();
        config.uppers().forEach(u -> latents.add(zeros(u.shape().batch(1))));
        Tensor label = config.told() instanceof Told.Classes ? Plain.tensor(new long[1], 1) : null;
        Tensor text =
                config.told() instanceof Told.Text t ? zeros(1, t.tokens(), t.channels()) : null;
        return new UVitContext(label, text, latents, null);
    }

    /** Of all levels, the image first. */
    public static List<LevelCost> of(NestedConfig config) {
        List<LevelCost> all = new ArrayList<>();
        for (int l = 1; l <= config.levels(); l++) {
            all.add(of(l, config.level(l)));
        }
        return all;
    }
}
