package org.symbiosis.intrinsics;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.WeightFile;

/**
 * The weights that the chapter's authors publish ({@code last.pth.tar}, or its tensors as
 * safetensors): the running mean in {@code ema_state_dict}, the last step's in {@code state_dict},
 * names behind the {@code module.} of a training on several devices.
 */
final class AuthorsWeights {
    private static final String MEAN = "ema_state_dict.";
    private static final String LAST = "state_dict.";
    private static final String WRAPPER = "module.";
    private static final String SIGN = "light_decoder.0.weight";

    private AuthorsWeights() {}

    /**
     * Whether a file holds a network of theirs.
     *
     * @throws UserError when it is missing, truncated or malformed
     */
    static boolean areIn(Path path) {
        try (WeightFile file = WeightFile.open(path)) {
            return !file.metadata().containsKey("format") && prefix(file.names(), MEAN).isPresent();
        }
    }

    /** What stands before the names of a state: of the wanted one, or else of the other. */
    private static Optional<String> prefix(Set<String> names, String wanted) {
        String other = wanted.equals(MEAN) ? LAST : MEAN;
        return Stream.of(wanted, other, "")
                .flatMap(state -> Stream.of(state + WRAPPER, state))
                .filter(prefix -> names.contains(prefix + SIGN))
                .findFirst();
    }

    /**
     * Opens one, set to evaluation.
     *
     * @param weights where a file has one kind only, that one is taken
     * @throws UserError naming the first tensor that is missing, left over or of another shape
     */
    static LatentIntrinsics open(Path path, Weights weights, IntrinsicsConfig config) {
        try (WeightFile file = WeightFile.open(path);
                Scope s = Scope.open()) {
            String prefix =
                    prefix(file.names(), weights == Weights.MEAN ? MEAN : LAST).orElseThrow();
            Map<String, Tensor> tensors = file.tensors(prefix);
            LatentIntrinsics model = Initialisation.blank(() -> new LatentIntrinsics(config));
            try {
                model.load(tensors);
            } catch (UserError e) {
                model.close();
                throw e;
            }
            model.eval();
            return model;
        }
    }
}
