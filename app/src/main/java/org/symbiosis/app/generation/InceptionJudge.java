package org.symbiosis.app.generation;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.eval.ImageStream;
import org.symbiosis.eval.InceptionScore;
import org.symbiosis.eval.MomentSum;
import org.symbiosis.pretrained.Inception;
import org.symbiosis.pretrained.InceptionVariant;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/** Inception v3: the Frechet inception distance and the Inception score. */
public final class InceptionJudge implements Judge {
    private static final int FULL = 50_000;

    private final Inception network;
    private final ImageStream stream;
    private final Progress progress;

    /** A judge with the weights of a file. */
    public InceptionJudge(Path weights, OnCorrupt onCorrupt, Progress progress) {
        network = Inception.open(weights);
        stream = new ImageStream(Engine.cores(), onCorrupt, progress);
        this.progress = progress;
    }

    @Override
    public String measure(long images) {
        if (network.variant() != InceptionVariant.FID) {
            return "Frechet distance over features of " + network.variant().words();
        }
        return images == FULL
                ? "FID"
                : images % 1000 == 0 ? "FID-" + images / 1000 + "k" : "FID-" + images;
    }

    @Override
    public String features() {
        return network.variant().words() + ", " + network.variant().resize();
    }

    @Override
    public Judgement judge(ImageSource images, int splits) {
        boolean scored = network.classes() > 0 && splits <= images.size();
        if (!scored) {
            progress.message(
                    network.classes() == 0
                            ? "note: no Inception score, the weights have no classifier"
                            : "note: no Inception score, %d images do not fill %d splits"
                                    .formatted(images.size(), splits));
        }
        InceptionScore score =
                scored ? new InceptionScore(images.size(), splits, network.classes()) : null;
        try (MomentSum sum = new MomentSum(Inception.FEATURES)) {
            int read =
                    stream.each(
                            images,
                            new ImageStream.Network(network::resized, network::fromResized),
                            features -> add(features, sum, score));
            if (scored && read < images.size()) {
                progress.message(
                        "note: no Inception score, %d images could not be read"
                                .formatted(images.size() - read));
            }
            return new Judgement(
                    sum.moments(),
                    scored && read == images.size()
                            ? Optional.of(score.score())
                            : Optional.empty());
        }
    }

    private void add(Tensor features, MomentSum sum, InceptionScore score) {
        sum.add(features);
        if (score != null) {
            try (Scope s = Scope.open()) {
                score.add(network.logits(features).detach());
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
