package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a checkout whose Maven and Java are scripts that say what they were told. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
    @TempDir private Path folder;
    private Path checkout;
    private Path java;

    /** What a start came to. */
    private record Start(int exit, String out, String err) {}

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = folder.resolve("a checkout");
        for (String module : List.of("library", "app")) {
            Files.createDirectories(checkout.resolve(module + "/src/main"));
            Files.writeString(checkout.resolve(module + "/pom.xml"), "");
        }
        Files.writeString(checkout.resolve("pom.xml"), "");
        script(checkout.resolve("symbiosis"), Files.readString(Path.of("..", "symbiosis")));
        maven("sleep 1; echo $$ >>built");
        java = folder.resolve("jdk");
        Files.createDirectories(java.resolve("bin"));
        javaOf("17.0.1");
    }

    private void maven(String body) throws IOException {
        script(
                checkout.resolve("mvnw"),
                """
                #!/bin/sh
                %s
                mkdir -p library/target/launch app/target/launch
                touch library/target/launch/symbiosis.jar app/target/launch/symbiosis-app.jar
                echo "$PWD/mvnw" >app/target/launch/classpath
                """
                        .formatted(body));
    }

    private void javaOf(String version) throws IOException {
        script(
                java.resolve("bin/java"),
                """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo 'openjdk version "%s" 2026-01-01' >&2
                else
                    echo "wait=$OMP_WAIT_POLICY in=$PWD"
                    for word in "$@"; do echo "<$word>"; done
                fi
                """
                        .formatted(version));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process begin(Path launcher, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().put("SYMBIOSIS_JAVA_OPTS", "-Xmx2g -Dstar=*");
        builder.environment().remove("OMP_WAIT_POLICY");
        return builder.start();
    }

    private static Start end(Process process) throws IOException, InterruptedException {
        String out = text(process.getInputStream().readAllBytes());
        String err = text(process.getErrorStream().readAllBytes());
        return new Start(process.waitFor(), out, err);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Start start(String... words) throws IOException, InterruptedException {
        return end(begin(checkout.resolve("symbiosis"), words));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(checkout.resolve("built"));
    }

    @Test
    void buildsOnceAndHandsOverTheWords() throws Exception {
        Start first = start("train", "two words", "*");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).contains("building once");
        assertThat(first.out())
                .contains("wait=PASSIVE", "<-Xmx1536m>", "<-Xmx2g>", "<-Dstar=*>")
                .contains("org.symbiosis.app.Main>\n<train>\n<two words>\n<*>\n")
                .contains("in=" + folder.toRealPath())
                .doesNotContain("enable-native-access");
        assertThat(start("again").err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void worksThroughLinksToLinks() throws Exception {
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), Path.of("a checkout/symbiosis"));
        Path again = Files.createSymbolicLink(folder.resolve("again"), link);
        assertThat(end(begin(again, "x")).out())
                .contains("<-Dsymbiosis.home=" + checkout.toRealPath() + ">");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        start();
        Path source = Files.writeString(checkout.resolve("app/src/main/A.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(start().err()).contains("sources have changed");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void twoFirstStartsBuildOnce() throws Exception {
        Process one = begin(checkout.resolve("symbiosis"), "one");
        Process two = begin(checkout.resolve("symbiosis"), "two");
        assertThat(end(one).out()).contains("<one>");
        assertThat(end(two).out()).contains("<two>");
        assertThat(builds()).hasSize(1);
        assertThat(checkout.resolve("target/launch.lock")).doesNotExist();
    }

    @Test
    void aLockThatNobodyHoldsIsTaken() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(checkout.resolve("target"));
        Files.createSymbolicLink(
                checkout.resolve("target/launch.lock"), Path.of(Long.toString(gone.pid())));
        assertThat(start("x").out()).contains("<x>");
    }

    @Test
    void aFailedBuildShowsItsCause() throws Exception {
        maven("echo '[ERROR] A.java: no such thing'; exit 1");
        Start failed = start("x");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("A.java: no such thing", "the build failed");
        assertThat(failed.out()).isEmpty();
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        javaOf("1.8.0_392");
        Start old = start();
        assertThat(old.exit()).isEqualTo(1);
        assertThat(old.err().lines()).singleElement().asString().contains("is version 8", "17");
    }

    @Test
    void aNewJavaMayLoadNatives() throws Exception {
        javaOf("25");
        assertThat(start().out()).contains("<--enable-native-access=ALL-UNNAMED>");
    }
}
