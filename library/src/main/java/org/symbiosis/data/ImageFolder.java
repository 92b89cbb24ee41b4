package org.symbiosis.data;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.symbiosis.UserError;

/**
 * The image files below a folder, in the order of their paths.
 *
 * <p>Links are followed, as data sets are often made of them; one that leads back to a folder above
 * itself is passed over. One that leads nowhere counts as an image that cannot be read.
 */
final class ImageFolder extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> images = new ArrayList<>();
    private int files;

    private ImageFolder(Path root) {
        this.root = root;
    }

    static ImageFolder list(Path root) {
        ImageFolder folder = new ImageFolder(root);
        try {
            Files.walkFileTree(
                    root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, folder);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot list " + root + " (" + e.getMessage() + ")",
                    "check its access rights",
                    e);
        }
        folder.images.sort(Comparator.comparing(folder::relative));
        return folder;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean mayBeRead = attributes.isRegularFile() || attributes.isSymbolicLink();
        files++;
        if (mayBeRead
                && ImageDecoder.isImage(file.getFileName().toString())
                && !ImageSources.isHidden(relative(file))) {
            images.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof FileSystemLoopException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** The images, by paths within the folder. */
    List<String> paths() {
        return images.stream().map(this::relative).toList();
    }

    /** Files of any kind. */
    int files() {
        return files;
    }

    ImageSource source(ImageDecoder decoder) {
        return new StoredImages(
                root.toString(), paths(), i -> StoredImages.bytes(images.get(i)), decoder);
    }
}
