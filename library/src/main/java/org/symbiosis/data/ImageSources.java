package org.symbiosis.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbiosis.UserError;

/**
 * Opens whatever holds images: a folder, one image, a zip or tar archive, CIFAR binaries, IDX.
 *
 * <p>{@code ARCHIVE!FOLDER} takes only what lies below a folder of an archive. Sub-folders name
 * classes. The order is that of the paths.
 */
public final class ImageSources {
    private ImageSources() {}

    /**
     * Opens with default limits.
     *
     * @throws UserError when there is nothing to read, saying what was looked for
     */
    public static ImageSource open(String location) {
        return open(location, DecodeLimits.DEFAULT);
    }

    /** Opens, refusing pictures beyond the limits when they are read. */
    public static ImageSource open(String location, DecodeLimits limits) {
        int mark = location.lastIndexOf('!');
        boolean inArchive = mark > 0 && Archives.isName(location.substring(0, mark));
        Path path = path(inArchive ? location.substring(0, mark) : location);
        String within = inArchive ? folder(location.substring(mark + 1)) : "";
        ImageDecoder decoder = new ImageDecoder(limits);
        if (!Files.exists(path)) {
            throw UserError.usage("there is nothing at " + path, "check the path");
        }
        if (!Files.isReadable(path)) {
            throw UserError.failed(path + " may not be read", "check its access rights");
        }
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        if (Files.isDirectory(path)) {
            return folder(path, decoder);
        }
        if (!Files.isRegularFile(path)) {
            throw UserError.usage(path + " is neither a folder nor a file", "give one of them");
        }
        if (Archives.isName(name)) {
            return Archives.open(path, within, decoder);
        }
        if (Idx.isName(name)) {
            return Idx.open(path);
        }
        if (Cifar.isName(name)) {
            return Cifar.open(path.toString(), List.of(bytes(path)));
        }
        if (ImageDecoder.isImage(name)) {
            return new StoredImages(
                    path.toString(), List.of(name), i -> StoredImages.bytes(path), decoder);
        }
        throw UserError.usage(
                path + " is neither a folder, an archive nor an image",
                "give a folder, a .zip, .tar, .tar.gz or .tar.xz, CIFAR .bin, IDX, or one of "
                        + suffixes());
    }

    private static Path path(String location) {
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw UserError.usage(
                    "'" + location + "' is no path (" + e.getReason() + ")", "check it", e);
        }
    }

    /** The same source, provided that every image has a class. */
    public static ImageSource requireLabels(ImageSource source) {
        if (source.classes().size() < 2) {
            throw UserError.usage(
                    source.name() + " has no classes",
                    "put the images of each class into a folder of its own, at least two");
        }
        return source;
    }

    private static ImageSource folder(Path root, ImageDecoder decoder) {
        ImageFolder folder = ImageFolder.list(root);
        if (folder.paths().isEmpty()) {
            ImageSource binaries = binaries(root);
            if (binaries != null) {
                return binaries;
            }
        }
        requireImages(root.toString(), folder.paths(), folder.files() + " files");
        return folder.source(decoder);
    }

    /** CIFAR's training files or an IDX file in a folder, or null. */
    private static ImageSource binaries(Path root) {
        try (Stream<Path> list = Files.list(root)) {
            List<Path> all = list.sorted().toList();
            List<Path> cifar =
                    all.stream()
                            .filter(
                                    p ->
                                            p.getFileName()
                                                    .toString()
                                                    .matches("data_batch_\\d\\.bin|train\\.bin"))
                            .toList();
            if (!cifar.isEmpty()) {
                return Cifar.open(
                        root.toString(), cifar.stream().map(ImageSources::bytes).toList());
            }
            return all.stream()
                    .filter(p -> Idx.isName(p.getFileName().toString()))
                    .findFirst()
                    .map(Idx::open)
                    .orElse(null);
        } catch (IOException e) {
            throw UserError.failed("cannot list " + root, "check its access rights", e);
        }
    }

    /** Refuses a place without images, saying what was looked for and what was there. */
    static void requireImages(String where, List<String> paths, String found) {
        if (paths.isEmpty()) {
            throw UserError.usage(
                    "no images in " + where + " (" + found + ")",
                    "it should hold files ending in " + suffixes());
        }
    }

    /** Whether a file or a folder above it is hidden or an operating system's own. */
    static boolean isHidden(String path) {
        for (String part : path.split("/", -1)) {
            if (part.startsWith(".") || part.equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    private static String folder(String within) {
        String plain = within.startsWith("/") ? within.substring(1) : within;
        return plain.isEmpty() || plain.endsWith("/") ? plain : plain + "/";
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + file + " (" + e.getMessage() + ")",
                    "check its access rights",
                    e);
        }
    }

    private static String suffixes() {
        Set<String> sorted = new TreeSet<>(ImageDecoder.SUFFIXES);
        return sorted.stream().map(s -> "." + s).collect(Collectors.joining(" "));
    }
}
