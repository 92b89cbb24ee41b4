package org.symbiosis.nested.latents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;

/**
 * What a cache of latents was made of; two caches with equal manifests hold equal latents.
 *
 * @param version of the format
 * @param source the images in words
 * @param sourceFingerprint hash of their paths, classes and of some of their pixels
 * @param images how many there are, unreadable ones included
 * @param classes names of their classes
 * @param encoder the encoder in words
 * @param encoderFingerprint hash of its weights
 * @param codec hash of what makes the bottom latent
 * @param config how the latents were computed
 */
public record LatentManifest(
        int version,
        String source,
        String sourceFingerprint,
        int images,
        List<String> classes,
        String encoder,
        String encoderFingerprint,
        String codec,
        LatentsConfig config) {
    private static final int VERSION = 1;
    private static final String FILE = "manifest.json";
    private static final int LOOKED_AT = 16;

    /** Copies the list. */
    public LatentManifest {
        classes = List.copyOf(classes);
    }

    /** Of latents that are to be computed. */
    static LatentManifest of(
            ImageSource source, LatentsConfig config, VisualEncoder encoder, ImageCodec codec) {
        return new LatentManifest(
                VERSION,
                source.name(),
                fingerprint(source),
                source.size(),
                source.classes(),
                encoder.name(),
                encoder.fingerprint(),
                codec.fingerprint(),
                config);
    }

    private static String fingerprint(ImageSource source) {
        Fingerprint f = Fingerprint.start().add(source.size());
        for (int i = 0; i < source.size(); i++) {
            f.add(source.path(i)).add(source.label(i));
        }
        int looked = Math.min(LOOKED_AT, source.size());
        for (int k = 0; k < looked; k++) {
            int i = (int) ((long) k * source.size() / looked);
            try {
                f.add(SquareImage.of(source.read(i), LOOKED_AT).values());
            } catch (IOException e) {
                f.add("unreadable");
            }
        }
        return f.end();
    }

    /** Where the manifest of a cache is. */
    public static Path in(Path folder) {
        return folder.resolve(FILE);
    }

    /**
     * The manifest of a cache.
     *
     * @throws UserError when the folder is no cache, or of a newer version
     */
    public static LatentManifest read(Path folder) {
        Path file = in(folder);
        if (!Files.exists(file)) {
            throw UserError.usage(
                    folder + " holds no latents", "make them with 'symbiosis latents' first");
        }
        try {
            LatentManifest m = Configs.fromJson(Files.readString(file), LatentManifest.class);
            if (m.version() != VERSION) {
                throw UserError.failed(
                        folder + " was written by another version of Symbiosis",
                        "make the latents again in another folder");
            }
            return m;
        } catch (IOException e) {
            throw UserError.failed("cannot read " + file, "make the latents again", e);
        }
    }

    /** Writes the manifest into a folder. */
    public void write(Path folder) {
        AtomicFile.write(in(folder), Configs.json(this).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Refuses to go on with a cache that was made of something else.
     *
     * @throws UserError naming what differs
     */
    void requireSame(LatentManifest wanted, Path folder) {
        requireEncoder(wanted.encoder(), wanted.encoderFingerprint(), folder);
        String other = "use another folder for these latents, or remove this one";
        if (!codec.equals(wanted.codec())) {
            throw UserError.usage(folder + " was made with another autoencoder", other);
        }
        if (!sourceFingerprint.equals(wanted.sourceFingerprint())) {
            throw UserError.usage(
                    "%s holds latents of other images (%d of %s, not %d of %s)"
                            .formatted(folder, images, source, wanted.images(), wanted.source()),
                    other);
        }
        if (!config.equals(wanted.config())) {
            throw UserError.usage(
                    folder + " was made under another configuration (" + config + ")", other);
        }
    }

    /**
     * Refuses latents of another encoder.
     *
     * @throws UserError naming both
     */
    void requireEncoder(String name, String fingerprint, Path folder) {
        if (!encoderFingerprint.equals(fingerprint)) {
            throw UserError.usage(
                    "%s was made with another encoder (%s %s, not %s %s)"
                            .formatted(folder, encoder, encoderFingerprint, name, fingerprint),
                    "give that encoder, with its --readout, or make latents with this one in"
                            + " another folder");
        }
    }

    /**
     * Refuses to decode these latents by something else than what made them.
     *
     * @throws UserError naming the mend
     */
    public void requireCodec(ImageCodec given) {
        if (!codec.equals(given.fingerprint())) {
            throw UserError.usage(
                    "the bottom latents are of another autoencoder (%s, not %s)"
                            .formatted(codec, given.fingerprint()),
                    "give by --autoencoder the one that the latents were made with");
        }
    }

    /** Files of latents in a whole cache. */
    int shards() {
        return (images + config.shardImages() - 1) / config.shardImages();
    }
}
