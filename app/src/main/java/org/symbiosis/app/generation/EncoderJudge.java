package org.symbiosis.app.generation;

import java.util.Optional;
import java.util.function.Function;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Moments;

/** An encoder of the user's own: a Frechet distance that is no FID, and is not called so. */
public final class EncoderJudge implements Judge {
    private final String model;
    private final Function<ImageSource, Features> encoder;
    private final Runnable close;
    private String what = "";

    /**
     * A judge by any features.
     *
     * @param model the encoder as the user named it
     * @param close gives the encoder back
     */
    public EncoderJudge(String model, Function<ImageSource, Features> encoder, Runnable close) {
        this.model = model;
        this.encoder = encoder;
        this.close = close;
    }

    @Override
    public String measure(long images) {
        return "Frechet distance over features of " + model;
    }

    @Override
    public String features() {
        return what.isEmpty() ? model : model + ", " + what;
    }

    @Override
    public Judgement judge(ImageSource images, int splits) {
        Features features = encoder.apply(images);
        what = features.what();
        return new Judgement(Moments.of(features), Optional.empty());
    }

    @Override
    public void close() {
        close.run();
    }
}
