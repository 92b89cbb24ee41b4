package org.symbiosis.app.cli;

import org.symbiosis.app.generation.EncoderJudge;
import org.symbiosis.app.generation.InceptionJudge;
import org.symbiosis.app.generation.Judge;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.train.Progress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** In whose features images are compared: Inception's, or an encoder's. */
final class JudgeOptions {
    @Option(
            names = "--inception",
            paramLabel = "FILE",
            required = true,
            description =
                    "Weights of Inception v3 (pytorch-fid's or torchvision's; .pth or"
                            + " .safetensors), or 'inception-fid' once it was pulled.")
    private String inception;

    @ArgGroup(exclusive = false)
    private EncoderOptions encoder;

    Judge open(OnCorrupt onCorrupt, Progress progress) {
        if (encoder == null) {
            return new InceptionJudge(ModelStore.ofUser().resolve(inception), onCorrupt, progress);
        }
        EncoderOptions.Opened opened = encoder.open();
        return new EncoderJudge(encoder.name(), opened::features, opened::close);
    }
}
