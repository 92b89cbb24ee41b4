package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.Batches.Position;

@Timeout(60)
class ImageSourcesTest {
    @TempDir Path folder;

    private void put(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, Encoded.png(8, 6));
    }

    private ImageSource open() {
        return ImageSources.open(folder.toString());
    }

    private static List<String> paths(ImageSource source) {
        return IntStream.range(0, source.size()).mapToObj(source::path).toList();
    }

    private static void assertRefused(String location, String message) {
        assertThatThrownBy(() -> ImageSources.open(location))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void foldersNameClassesInTheOrderOfPaths() throws IOException {
        for (String path : List.of("set/dog/2.png", "set/cat/b/x.PNG", "set/cat/a.jpeg")) {
            put(path);
        }
        put("set/.hidden/x.png");
        put("set/__MACOSX/dog/x.png");
        Files.writeString(folder.resolve("set/readme.txt"), "no image");
        try (ImageSource source = open()) {
            assertThat(paths(source))
                    .containsExactly("set/cat/a.jpeg", "set/cat/b/x.PNG", "set/dog/2.png");
            assertThat(source.classes()).containsExactly("cat", "dog");
            assertThat(source.label(1)).isZero();
            assertThat(source.label(2)).isEqualTo(1);
            assertThat(source.read(2).width()).isEqualTo(8);
            assertThat(ImageSources.requireLabels(source)).isSameAs(source);
        }
    }

    @Test
    void oneImageIsASourceToo() throws IOException {
        put("one.png");
        try (ImageSource source = ImageSources.open(folder.resolve("one.png").toString())) {
            assertThat(paths(source)).containsExactly("one.png");
            assertThat(source.read(0).height()).isEqualTo(6);
        }
    }

    @Test
    void anEmptyFolderIsRefused() {
        assertRefused(
                folder.toString(),
                "no images in " + folder + " (0 files): it should hold files ending in .bmp .gif");
    }

    @Test
    void aFolderOfTextIsRefused() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "a");
        Files.writeString(folder.resolve("b.txt"), "b");
        assertRefused(folder.toString(), "no images in " + folder + " (2 files)");
    }

    @Test
    void whatIsNotThereOrNotAnImageIsRefused() throws IOException {
        assertRefused(folder + "/none", "there is nothing at " + folder + "/none: check the path");
        Path text = Files.writeString(folder.resolve("a.txt"), "a");
        assertRefused(text.toString(), text + " is neither a folder, an archive nor an image");
        assertRefused("a\0b", "is no path");
        assertRefused("/dev/null", "/dev/null is neither a folder nor a file");
    }

    @Test
    void withoutFoldersThereAreNoClasses() throws IOException {
        put("a.png");
        put("dog/b.png");
        try (ImageSource source = open()) {
            assertThat(source.classes()).isEmpty();
            assertThat(source.label(0)).isEqualTo(-1);
            assertThatThrownBy(() -> ImageSources.requireLabels(source))
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            folder
                                    + " has no classes: put the images of each class into a folder"
                                    + " of its own, at least two");
        }
    }

    @Test
    void linksAreFollowedAndLoopsPassedOver() throws IOException {
        put("real/cat/a.png");
        put("real/dog/b.png");
        Path set = Files.createDirectory(folder.resolve("set"));
        Files.createSymbolicLink(set.resolve("cat"), folder.resolve("real/cat"));
        Files.createSymbolicLink(set.resolve("dog"), folder.resolve("real/dog"));
        Files.createSymbolicLink(set.resolve("loop"), set);
        Files.createSymbolicLink(folder.resolve("alias"), set);
        for (String name : List.of("set", "alias")) {
            try (ImageSource source = ImageSources.open(folder.resolve(name).toString())) {
                assertThat(paths(source)).containsExactly("cat/a.png", "dog/b.png");
                assertThat(source.read(1).width()).isEqualTo(8);
            }
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndLeftOut() throws IOException {
        put("a.png");
        put("c.png");
        Files.createSymbolicLink(folder.resolve("b.png"), folder.resolve("gone"));
        Files.write(folder.resolve("d.jpg"), Arrays.copyOf(jpeg(), 400));
        Files.createDirectory(folder.resolve("e.png"));
        try (ImageSource source = open();
                Loader loader =
                        new Loader(
                                source,
                                Preparation.evaluation(8, Normalisation.NONE),
                                LoaderConfig.evaluation(10),
                                Position.START)) {
            assertThat(loader.next().indices()).containsExactly(0, 2);
            assertThat(loader.corrupt()).containsExactly(1, 3);
            assertThatThrownBy(() -> source.read(1))
                    .hasMessage(
                            "b.png: cannot be read (it does not exist, or is a link that leads"
                                    + " nowhere)");
            assertThatThrownBy(() -> source.read(3)).hasMessageStartingWith("d.jpg: ");
        }
    }

    private static byte[] jpeg() {
        return Encoded.as("jpg", Encoded.colours(64, 64));
    }

    @Test
    void aFileWithoutRightsIsNamed() throws IOException {
        put("a.png");
        Path file = folder.resolve("a.png");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();
        try (ImageSource source = open()) {
            assertThatThrownBy(() -> source.read(0))
                    .hasMessage("a.png: cannot be read (access denied)");
        }
        assertRefused(file.toString(), file + " may not be read: check its access rights");
    }

    @Test
    void oddNamesAreReadLikeOthers() throws IOException {
        List<String> odd =
                List.of(
                        "-rf.png",
                        "a b.png",
                        "a!b.png",
                        "a#%20.png",
                        "grüße 🙂.png",
                        "x.zip!y.png");
        for (String name : odd) {
            put(name);
        }
        try (ImageSource source = open()) {
            assertThat(paths(source)).containsExactlyInAnyOrderElementsOf(odd);
            for (int i = 0; i < source.size(); i++) {
                assertThat(source.read(i).width()).isEqualTo(8);
            }
        }
    }

    @Test
    void aBalancedChoiceTakesAsManyOfEachClass() {
        ImageSource source = new MemoryImages(100, 2);
        ImageSource chosen = Subset.balanced(source, 11, 3);
        int odd = 0;
        for (int i = 0; i < 11; i++) {
            odd += chosen.label(i);
        }
        assertThat(odd).isBetween(5, 6);
        assertThat(paths(chosen)).isSorted().doesNotHaveDuplicates().hasSize(11);
        assertThat(paths(Subset.balanced(source, 11, 3))).isEqualTo(paths(chosen));
        assertThat(paths(Subset.balanced(source, 11, 4))).isNotEqualTo(paths(chosen));
        assertThat(Subset.balanced(source, 100, 3)).isSameAs(source);
        assertThat(chosen.name()).isEqualTo("made-up pictures (11 of 100)");
    }
}
