package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.UserError;
import org.symbiosis.pretrained.Hub.Mirrored;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.FileServer;
import org.symbiosis.train.Progress;

class ModelStoreTest {
    private static final String PATH = "/owner/tiny/resolve/main/model.safetensors";

    @TempDir private Path dir;

    private final FileServer server = new FileServer();
    private byte[] content;
    private Published tiny;
    private ModelStore store;

    @BeforeEach
    void serve() throws IOException {
        Path file = dir.resolve("served.safetensors");
        try (Scope s = Scope.open()) {
            Safetensors.write(file, TinyVits.weights(TinyVits.PLAIN), Map.of());
        }
        content = Files.readAllBytes(file);
        long parameters =
                VitLayout.of(TinyVits.PLAIN).values().stream().mapToLong(Shape::count).sum();
        tiny = published(parameters, Optional.empty());
        store = new ModelStore(dir.resolve("models"));
        server.file(PATH, content);
    }

    /** Values of a shape. */
    private static final class Shape {
        static long count(long[] shape) {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Published published(long parameters, Optional<String> sha256) {
        Published.Place place = new Published.OnHub("owner/tiny", "model.safetensors");
        return new Published("tiny", "a test", place, "MIT", 29, parameters, sha256);
    }

    private Hub hub() {
        return Hub.of(server.address(), "secret", Mirrored.EVERYTHING);
    }

    private Path pull() {
        return store.pull(tiny, hub(), Progress.SILENT);
    }

    private AbstractThrowableAssert<?, ?> refused() {
        return assertThatThrownBy(this::pull)
                .isInstanceOf(UserError.class)
                .hasMessageNotContaining("\n");
    }

    /** Names in the network's folder; the lock is always there. */
    private List<String> kept() {
        try (Stream<Path> files = Files.list(dir.resolve("models/tiny"))) {
            return files.map(p -> p.getFileName().toString())
                    .filter(n -> !n.equals(".lock"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileIsPulledOnceAndItsSumNoted() throws IOException {
        Path file = pull();
        assertThat(file).hasBinaryContent(content);
        assertThat(pull()).isEqualTo(file);
        assertThat(server.requests()).containsExactly(PATH + " Bearer secret");
        assertThat(kept()).containsExactly("model.safetensors", "model.safetensors.sha256");
        assertThat(Files.readString(file.resolveSibling("model.safetensors.sha256")))
                .isEqualTo(sha256(content) + "  model.safetensors\n");
        assertThat(store.offline(tiny)).isEqualTo(file);
    }

    @Test
    void aConnectionThatBreaksIsTakenUpWhereItBroke() {
        server.cut(2, 100_000);
        assertThat(pull()).hasBinaryContent(content);
        assertThat(server.requests())
                .containsExactly(
                        PATH + " Bearer secret",
                        PATH + " bytes=100000- \"one\" Bearer secret",
                        PATH + " bytes=200000- \"one\" Bearer secret");
    }

    @Test
    void aPullThatFailedIsTakenUpByTheNext() {
        server.cut(100, 30_000);
        refused().hasMessageContaining("broke off").hasMessageContaining("pull it again");
        assertThat(store.have(tiny)).isEmpty();
        assertThat(kept()).containsExactly("model.safetensors.part", "model.safetensors.part.mark");
        server.cut(0, 0);
        assertThat(pull()).hasBinaryContent(content);
        assertThat(server.requests().get(4)).contains("bytes=120000-");
        assertThat(kept()).containsExactly("model.safetensors", "model.safetensors.sha256");
    }

    @Test
    void aFileThatChangedMeanwhileIsFetchedAnew() {
        server.file(PATH, new byte[content.length]).cut(100, 30_000);
        refused().hasMessageContaining("broke off");
        server.file(PATH, content).mark("\"two\"").cut(0, 0);
        assertThat(pull()).hasBinaryContent(content);
    }

    @Test
    void aServerWithoutMarksIsAskedForTheWholeFile() {
        server.mark("").cut(1, 50_000);
        assertThat(pull()).hasBinaryContent(content);
        assertThat(server.requests()).noneMatch(r -> r.contains("bytes="));
    }

    @Test
    void aWholePartThatWasNeverTakenOverIsFetchedAnew() throws IOException {
        Path part = store.path(tiny).resolveSibling("model.safetensors.part");
        Files.createDirectories(part.getParent());
        Files.write(part, content);
        Files.writeString(part.resolveSibling("model.safetensors.part.mark"), "\"one\"");
        assertThat(pull()).hasBinaryContent(content);
    }

    @Test
    void aWrongSumLeavesNothing() {
        tiny = published(tiny.parameters(), Optional.of("0".repeat(64)));
        refused().hasMessageContaining(sha256(content)).hasMessageContaining("0000");
        assertThat(kept()).isEmpty();
        tiny = published(tiny.parameters(), Optional.of(sha256(content)));
        assertThat(pull()).exists();
    }

    @Test
    void theHubsOwnStatementOfTheSumCounts() {
        server.header("X-Linked-Etag", "\"" + "1".repeat(64) + "\"");
        refused().hasMessageContaining("the hub states");
        assertThat(kept()).isEmpty();
        server.header("X-Linked-Etag", "\"" + sha256(content) + "\"");
        assertThat(pull()).exists();
    }

    @Test
    void theSumOfTheFirstPullCountsLater() throws IOException {
        Path file = pull();
        byte[] changed = content.clone();
        changed[changed.length - 1] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(() -> store.offline(tiny)).hasMessageContaining("first pull");
        Files.delete(file);
        server.file(PATH, changed);
        refused().hasMessageContaining("first pull");
        assertThat(store.have(tiny)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, it has no /owner/tiny",
        "401, SYMBIOSIS_HUB_TOKEN",
        "403, accept the licence",
        "503, try again later",
        "418, answers 418"
    })
    void aServerThatRefusesIsQuoted(int status, String words) {
        server.status(status);
        refused().hasMessageContaining("tiny: localhost").hasMessageContaining(words);
        assertThat(kept()).isEmpty();
    }

    @Test
    void withoutANetworkItSaysWhatToDo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Hub nobody = Hub.of("http://localhost:" + free, "", Mirrored.EVERYTHING);
        assertThatThrownBy(() -> store.pull(tiny, nobody, Progress.SILENT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot reach localhost")
                .hasMessageContaining("SYMBIOSIS_HUB");
        assertThat(kept()).isEmpty();
    }

    @Test
    void theTokenStaysWithTheHub() {
        try (FileServer other = new FileServer().file("/elsewhere", content)) {
            server.redirect(PATH, other.address() + "/elsewhere");
            assertThat(pull()).hasBinaryContent(content);
            assertThat(other.requests()).containsExactly("/elsewhere");
        }
    }

    @Test
    void aRoundOfRedirectionsEnds() {
        server.redirect(PATH, PATH);
        refused().hasMessageContaining("without end");
    }

    @Test
    void aSecureAddressDoesNotLeadToAnOpenOne() {
        server.redirect(PATH, "ftp://localhost/file");
        refused().hasMessageContaining("not secure");
    }

    @Test
    void whatIsNotTheNetworkIsNotKept() {
        server.file(PATH, "<html>a page</html>".getBytes(StandardCharsets.UTF_8));
        refused().hasMessageContaining("no safetensors file");
        server.file(PATH, Arrays.copyOf(content, content.length / 2)).mark("\"two\"");
        refused().hasMessageContaining("truncated");
        assertThat(kept()).isEmpty();
        server.file(PATH, content).mark("\"three\"");
        tiny = published(7, Optional.empty());
        refused().hasMessageContaining("parameters and not 7");
        assertThat(kept()).isEmpty();
    }

    @Test
    void offlineNothingIsAsked() {
        assertThatThrownBy(() -> store.offline(tiny))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("without --offline");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void twoPullsDoNotDisturbOneAnother() throws IOException {
        try (Partial mine = Partial.of(store.path(tiny))) {
            assertThat(mine.size()).isZero();
            refused().hasMessageContaining("another process");
        }
        assertThat(pull()).exists();
    }
}
