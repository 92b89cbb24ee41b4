package org.symbiosis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.zeros;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.app.Cli;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

class ModelsCommandTest {
    private static final String VAE =
            "/stabilityai/sd-vae-ft-mse/resolve/main/diffusion_pytorch_model.safetensors";

    @TempDir private Path dir;

    private String cache;
    private String hub;

    @BeforeEach
    void ownCache() {
        cache = System.getProperty("symbiosis.cache");
        hub = System.getProperty("symbiosis.hub");
        System.setProperty("symbiosis.cache", dir.resolve("cache").toString());
    }

    @AfterEach
    void restore() {
        put("symbiosis.cache", cache);
        put("symbiosis.hub", hub);
    }

    private static void put(String key, String value) {
        if (value == null) {
            System.clearProperty(key);
        } else {
            System.setProperty(key, value);
        }
    }

    /** As many tensors as the autoencoder has, each of one value. */
    private byte[] vae() throws IOException {
        Path file = dir.resolve("vae.safetensors");
        try (Scope s = Scope.open()) {
            Map<String, Tensor> all = new LinkedHashMap<>();
            for (int i = 0; i < 247; i++) {
                all.put("encoder.part" + i, zeros(1));
            }
            all.put("quant_conv.weight", zeros(8, 8, 1, 1));
            Safetensors.write(file, all, Map.of());
        }
        return Files.readAllBytes(file);
    }

    @Test
    void aNetworkIsPulledListedAndLookedInto() throws IOException {
        byte[] content = vae();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                VAE,
                exchange -> {
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content);
                    exchange.close();
                });
        server.start();
        System.setProperty("symbiosis.hub", "http://localhost:" + server.getAddress().getPort());
        Cli pull = Cli.run("models", "pull", "sd-vae-mse");
        server.stop(0);
        assertThat(pull.exitCode()).isZero();
        assertThat(Path.of(pull.out().strip())).hasBinaryContent(content).startsWith(dir);
        assertThat(pull.err()).contains("licence MIT");
        assertThat(Cli.run("models", "pull", "sd-vae-mse", "--offline").out())
                .isEqualTo(pull.out());
        assertThat(Cli.run("models", "list").out().lines().filter(l -> l.startsWith("here")))
                .singleElement()
                .asString()
                .contains("sd-vae-mse");
        Cli info = Cli.run("models", "info", "sd-vae-mse");
        assertThat(info.out())
                .containsPattern("family +AutoencoderKL")
                .containsPattern("tensors +248")
                .containsPattern("parameters +311")
                .containsPattern("licence +MIT");
        Path out = dir.resolve("out.safetensors");
        assertThat(Cli.run("models", "convert", "sd-vae-mse", out.toString()).exitCode()).isZero();
        assertThat(Cli.run("models", "info", out.toString()).out()).containsPattern("licence +MIT");
    }

    @Test
    void troubleIsOneLine() throws IOException {
        failsWith(1, "without --offline", "models", "pull", "dino-s16", "--offline");
        failsWith(2, "no public network 'dino'", "models", "pull", "dino");
        System.setProperty("symbiosis.hub", "nowhere");
        failsWith(2, "no web address", "models", "pull", "dino-s16");
        System.setProperty("symbiosis.hub", "http://localhost:1");
        failsWith(1, "cannot reach localhost", "models", "pull", "dino-s16");
        failsWith(2, "no file or public network", "models", "info", "nothing");
        failsWith(2, "models pull mae-b16", "models", "info", "mae-b16");
        Path evil = dir.resolve("evil.pth");
        byte[] pickle =
                "\u0080\u0002cos\nsystem\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.write(evil, pickle);
        failsWith(1, "os.system", "models", "info", evil.toString());
        String out = dir.resolve("out.safetensors").toString();
        failsWith(1, "os.system", "models", "convert", evil.toString(), out);
        failsWith(2, "negative", "models", "convert", evil.toString(), out, "--heads", "-1");
        assertThat(dir.resolve("out.safetensors")).doesNotExist();
    }

    private static void failsWith(int code, String words, String... args) {
        Cli run = Cli.run(args);
        assertThat(run.lastError()).startsWith("symbiosis: ").contains(words);
        assertThat(run.exitCode()).isEqualTo(code);
    }

    @Test
    void theListIsForMachinesToo() {
        Cli list = Cli.run("models", "list", "--json");
        assertThat(list.out().lines()).hasSizeGreaterThan(9).allMatch(l -> l.startsWith("{"));
        assertThat(list.out()).contains("\"key\":\"dino-s16\"", "\"licence\":\"Apache 2.0\"");
    }

    @Test
    void helpShowsExamples() {
        for (String action : new String[] {"list", "pull", "info", "convert"}) {
            assertThat(Cli.run("models", action, "--help").out())
                    .contains("Example: symbiosis models " + action);
        }
    }
}
