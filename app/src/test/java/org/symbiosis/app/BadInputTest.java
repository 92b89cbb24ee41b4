package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong costs one clear line and the documented exit code, and leaves nothing behind. */
class BadInputTest {
    @TempDir private Path folder;

    private void refuses(int exitCode, String what, String mend, String... args) {
        Cli done = Cli.run(args);
        assertThat(done.err()).doesNotContain("\tat ");
        assertThat(done.lastError()).startsWith("symbiosis: ").contains(what).contains(mend);
        assertThat(done.exitCode()).isEqualTo(exitCode);
        assertThat(done.out()).isEmpty();
    }

    private String[] training(String... more) {
        String out = folder.resolve("run").toString();
        String[] all = new String[4 + more.length];
        System.arraycopy(new String[] {"train", "mae", "--out", out}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return all;
    }

    @Test
    void foldersWithoutImages() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refuses(2, "no images in " + empty, ".png", training("--data", "" + empty));
        Path texts = Files.createDirectory(folder.resolve("texts"));
        Files.writeString(texts.resolve("a.txt"), "a");
        refuses(2, "no images in " + texts + " (1 files)", ".jpg", training("--data", "" + texts));
        refuses(2, "nothing at", "check the path", training("--data", folder + "/nowhere"));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void configurations() throws IOException {
        refuses(2, "no key 'model.dept'", "'depth'", training("--set", "model.dept=2"));
        refuses(2, "model.depth", "mend", training("--set", "model.depth=deep"));
        refuses(
                2,
                "alphaMin must lie in (0, 1], not 1.5",
                "mend",
                training("--set", "model.shortcut.linear-decay.alphaMin=1.5"));
        refuses(2, "changes nothing", "key=value", training("--set", "nonsense"));
        refuses(2, "no preset 'huge'", "tiny", training("--preset", "huge"));
        Path config = folder.resolve("c.yaml");
        Files.writeString(config, "model: {depth: 4");
        refuses(2, "c.yaml", "mend the YAML", training("--config", "" + config));
        refuses(2, "no file", "--config", training("--config", folder + "/none.yaml"));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void models() throws IOException {
        String images = Pictures.folder(folder.resolve("images"), 3).toString();
        String npy = folder.resolve("f.npy").toString();
        refuses(2, "no file", "check", "features", images, "-o", npy, "--model", folder + "/m");
        Path noModel = folder.resolve("m.safetensors");
        Files.write(noModel, new byte[40]);
        refuses(1, "m.safetensors", "", "features", images, "-o", npy, "--model", "" + noModel);
        refuses(
                2,
                "holds no finished model",
                "--resume",
                "features",
                images,
                "-o",
                npy,
                "--model",
                "" + folder);
        assertThat(Path.of(npy)).doesNotExist();
        refuses(2, "there is no run", "--resume", "train", "mae", "--resume", folder + "/none");
    }

    @Test
    void classesThatAreMissingOrOthers() throws IOException {
        Path flat = Files.createDirectory(folder.resolve("flat"));
        Path images = Pictures.folder(folder.resolve("images"), 3);
        Files.copy(images.resolve("down/0.png"), flat.resolve("0.png"));
        refuses(
                2,
                "has no classes",
                "folder of its own",
                "evaluate",
                "knn",
                "--model",
                "none",
                "--train",
                "" + flat,
                "--test",
                "" + flat);
        refuses(2, "other classes", "same", reproduction(images.toString(), "rooms:test"));
        refuses(2, "no test images", "--test", reproduction(images.toString(), null));
    }

    private static String[] reproduction(String data, String test) {
        List<String> all =
                test == null
                        ? List.of("reproduce", "table-2.2", "--data", data)
                        : List.of("reproduce", "table-2.2", "--data", data, "--test", test);
        return all.toArray(String[]::new);
    }

    @Test
    void wordsThatAreNoCommand() {
        refuses(2, "'trian'", "--help", "trian");
        refuses(2, "'--dta'", "--help", "train", "mae", "--dta", "x");
        refuses(2, "no table or figure 'table-9'", "table-2.1", "reproduce", "table-9");
        refuses(2, "rooms", "", training("--data", "rooms:nonsense"));
    }

    @Test
    void truncatedPicturesAreSkippedAndNamedOrFailWithStrict() throws IOException {
        Path images = Pictures.folder(folder.resolve("images"), 6);
        Path broken = images.resolve("across/0.png");
        byte[] whole = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
        List<String> small = MaeCommandsTest.SMALL;
        String[] args = training("--data", "" + images, "--epochs", "1");
        String[] all = Stream.concat(Arrays.stream(args), small.stream()).toArray(String[]::new);
        Cli skipped = Cli.run(all);
        assertThat(skipped.exitCode()).as(skipped.err()).isZero();
        String[] strict = Arrays.copyOf(all, all.length + 1);
        strict[all.length] = "--strict";
        strict[3] = folder.resolve("strict").toString();
        refuses(1, "across/0.png", "--strict", strict);
    }

    @Test
    void helpExistsForEveryCommandWithAnExample() {
        for (String command :
                List.of(
                        "train mae",
                        "features",
                        "evaluate knn",
                        "evaluate probe",
                        "evaluate rank",
                        "evaluate finetune",
                        "reproduce",
                        "demo")) {
            Cli help = Cli.run((command + " --help").split(" "));
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("Example: symbiosis " + command);
        }
    }
}
