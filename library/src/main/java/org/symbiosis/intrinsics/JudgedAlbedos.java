package org.symbiosis.intrinsics;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.symbiosis.eval.intrinsic.JudgedPhotos;
import org.symbiosis.eval.intrinsic.Reflectance;
import org.symbiosis.eval.intrinsic.Whdr;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/** Compares albedos of photographs with what people judged (Tables 6.3 and 6.4). */
public final class JudgedAlbedos {
    private final Relighter relighter;
    private final Space space;

    /** In which numbers points are compared. */
    public enum Space {
        /** Those of the picture: the authors'. */
        AS_SHOWN,
        /** Linear ones, by the inverse sRGB curve. */
        LINEAR
    }

    /** A comparison of a relighter's albedos. */
    public JudgedAlbedos(Relighter relighter, Space space) {
        this.relighter = relighter;
        this.space = space;
    }

    /** What a guess of each photograph's albedo says of the judged points. */
    public List<Whdr> of(AlbedoGuess guess, JudgedPhotos photos, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        progress.begin("albedos", 0, photos.photos().size());
        List<Whdr> all =
                photos.photos().parallelStream()
                        .map(
                                photo -> {
                                    Engine.oneThreadHere();
                                    Whdr whdr = of(guess, photo);
                                    synchronized (done) {
                                        progress.step(done.incrementAndGet(), "", 0);
                                    }
                                    return whdr;
                                })
                        .toList();
        progress.end();
        return all;
    }

    private Whdr of(AlbedoGuess guess, JudgedPhotos.Photo photo) {
        Reflectance albedo = Reflectance.of(guess.of(relighter, photo.picture().get()));
        return Whdr.of(space == Space.LINEAR ? albedo.decoded() : albedo, photo.judgements().get());
    }
}
