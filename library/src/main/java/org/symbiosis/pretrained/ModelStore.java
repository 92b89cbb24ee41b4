package org.symbiosis.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.data.UserCache;
import org.symbiosis.tensor.WeightFile;
import org.symbiosis.train.Progress;

/** Public weights on this machine, in a folder for each network; every file in it is whole. */
public final class ModelStore {
    private final Path folder;

    /** The store in this folder. */
    public ModelStore(Path folder) {
        this.folder = folder;
    }

    /** The user's own store. */
    public static ModelStore ofUser() {
        return new ModelStore(UserCache.folder().resolve("models"));
    }

    /** Where the file of a network is, or would be. */
    public Path path(Published network) {
        return folder.resolve(network.key()).resolve(network.place().fileName());
    }

    /** The file of a network, if it is here. */
    public Optional<Path> have(Published network) {
        return Optional.of(path(network)).filter(Files::isRegularFile);
    }

    /** The network whose file this is, if it is one of ours. */
    public Optional<Published> owner(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return Catalogue.all().stream()
                .filter(p -> path(p).toAbsolutePath().normalize().equals(absolute))
                .findFirst();
    }

    /**
     * A file of weights by the name a user gives: a path, or the key of a network that is here.
     *
     * @throws UserError when it is neither
     */
    public Path resolve(String name) {
        Optional<Published> network = Catalogue.lookUp(name);
        if (network.isEmpty() || Files.exists(Path.of(name))) {
            if (!Files.exists(Path.of(name))) {
                throw UserError.usage(
                        "there is no file or public network '" + name + "'",
                        "check the path, or see 'symbiosis models list'");
            }
            return Path.of(name);
        }
        return have(network.get())
                .orElseThrow(
                        () ->
                                UserError.usage(
                                        "the network '" + name + "' is not on this machine",
                                        "get it with 'symbiosis models pull " + name + "'"));
    }

    /**
     * Checks the file of a network that is here, without any network.
     *
     * @throws UserError when it is not here, or not the file that was pulled first
     */
    public Path offline(Published network) {
        Path file = path(network);
        if (!Files.isRegularFile(file)) {
            throw UserError.failed(
                    network.key() + " is not on this machine (" + file + ")",
                    "pull it without --offline, or put the file there");
        }
        try {
            accept(network, file, file, Optional.empty());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return file;
    }

    /**
     * The file of a network: as it is here, else from the hub.
     *
     * @throws UserError when it cannot be had whole; nothing broken is then left under its name
     */
    public Path pull(Published network, Hub hub, Progress progress) {
        if (have(network).isPresent()) {
            return offline(network);
        }
        Path file = path(network);
        try (Partial partial = Partial.of(file)) {
            Download download = new Download(hub, progress);
            download.fetch(network.key(), hub.address(network.place()), partial);
            try {
                accept(network, partial.bytes(), file, download.stated());
            } catch (UserError e) {
                partial.discard();
                throw e;
            }
            partial.complete();
            return file;
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot keep " + file + " (" + e + ")",
                    "free some space, or set SYMBIOSIS_CACHE to a folder that can be written",
                    e);
        }
    }

    /** Compares the bytes with every sum that is known, looks at the tensors, notes the sum. */
    private void accept(Published network, Path bytes, Path file, Optional<String> stated)
            throws IOException {
        Path note = file.resolveSibling(file.getFileName() + ".sha256");
        String sum = sha256(bytes);
        Optional<String> noted =
                Files.exists(note)
                        ? Optional.of(Files.readString(note).strip().split("\\s+", -1)[0])
                        : Optional.empty();
        compare(network, sum, network.sha256(), "the one we know");
        compare(network, sum, stated, "the one the hub states");
        compare(network, sum, noted, "the one of the first pull, in " + note);
        look(network, bytes);
        if (noted.isEmpty()) {
            AtomicFile.write(
                    note,
                    (sum + "  " + file.getFileName() + "\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    private static void compare(
            Published network, String sum, Optional<String> wanted, String which) {
        if (wanted.isPresent() && !wanted.get().equals(sum)) {
            throw UserError.failed(
                    "%s: the file's SHA-256 is %s and not %s, %s"
                            .formatted(network.key(), sum, wanted.get(), which),
                    "pull it again; if it stays so, the file was changed: trust it only after"
                            + " asking its owner");
        }
    }

    private static void look(Published network, Path bytes) {
        try (WeightFile weights = WeightFile.open(bytes)) {
            if (weights.names().size() < network.tensors()) {
                throw UserError.failed(
                        "%s: the file holds %d tensors and not %d"
                                .formatted(
                                        network.key(), weights.names().size(), network.tensors()),
                        "check the mirror in SYMBIOSIS_HUB");
            }
            if (VitNames.recognises(weights.names())) {
                VitReader reader = new VitReader(network.key(), weights, VitOptions.OF_THE_FILE);
                reader.config();
                compareParameters(network, reader.parameters());
            }
        }
    }

    private static void compareParameters(Published network, long parameters) {
        if (parameters != network.parameters()) {
            throw UserError.failed(
                    "%s: the file holds %,d parameters and not %,d"
                            .formatted(network.key(), parameters, network.parameters()),
                    "check the mirror in SYMBIOSIS_HUB");
        }
    }

    private static UserError unreadable(Path file, IOException e) {
        return UserError.failed(
                "cannot read " + file + " (" + e.getMessage() + ")",
                "check the folder's rights",
                e);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[1 << 18];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                sha.update(chunk, 0, n);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
