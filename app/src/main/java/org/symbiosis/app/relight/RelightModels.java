package org.symbiosis.app.relight;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.data.UserCache;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightFile.Weights;

/** Networks that relight: one that a user trained, or the small one that comes with the program. */
public final class RelightModels {
    /** What the small one can do and what not, for help texts. */
    public static final String LIMITS =
            "The model that comes with the program is small and was trained on the embedded rooms"
                    + " alone: it moves soft light and shade, not sharp shadows, and knows neither"
                    + " people nor outdoor scenes.";

    private static final String OWN = "rooms";
    private static final String SHIPPED = OWN + ".safetensors";

    private RelightModels() {}

    /**
     * Opens a model.
     *
     * @param path of a run or file; null, or {@code rooms} where nothing is called so, for the one
     *     that comes with the program
     */
    public static RelightFile open(Path path, Weights weights) {
        boolean isOwn = path == null || path.equals(Path.of(OWN)) && !Files.exists(path);
        return RelightFile.open(isOwn ? shipped() : path, weights);
    }

    private static Path shipped() {
        byte[] model = bytes();
        String name = "relight-" + hash(model) + ".safetensors";
        Path file = UserCache.folder().resolve("models").resolve(name);
        if (!Files.exists(file)) {
            AtomicFile.write(file, model);
        }
        return file;
    }

    private static byte[] bytes() {
        try (InputStream in = RelightModels.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw UserError.failed(
                        "this build comes without a model that relights",
                        "train one by 'symbiosis train relight' and give it by --model");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read the program's own model (" + e.getMessage() + ")",
                    "install the program again",
                    e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
