package org.symbiosis.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.EffectiveRank;
import org.symbiosis.eval.EffectiveRank.Centring;
import org.symbiosis.eval.Features;
import org.symbiosis.tensor.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate rank}. */
@Command(
        name = "rank",
        description = "Effective rank of the features (Eq. 2.6).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate rank --model runs/c10 --data test.zip --limit 2048"
        })
final class EvaluateRankCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "IMAGES",
            required = true,
            description = Locations.HELP + ".")
    private String data;

    @Option(
            names = "--centring",
            paramLabel = "WHAT",
            defaultValue = "features",
            description =
                    "features (mean over samples; default) or samples (each sample's own mean).")
    private Centring centring;

    @Mixin private ImageOptions images;
    @Mixin private EncoderOptions encoder;
    @Mixin private Output output;

    @Override
    public Integer call() {
        try (ImageSource source = images.open(data)) {
            Features features = encoder.features(source);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("feature", features.what());
            result.put("images", features.n());
            try (Scope s = Scope.open()) {
                double rho = EffectiveRank.ofCovariance(features.tensor(), centring);
                result.put("rho_nats", rho);
                result.put("exp_rho", Math.exp(rho));
            }
            output.print(result);
            return 0;
        }
    }
}
