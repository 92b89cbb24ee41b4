package org.symbiosis.app.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.UserError;

/**
 * The same step in PyTorch, in a process of its own that waits between the rounds, so that no
 * start-up is timed.
 */
public final class Peer implements Contestant {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What our launcher sets for us. */
    private static final List<String> LAUNCHERS =
            List.of(
                    "OMP_WAIT_POLICY",
                    "MALLOC_ARENA_MAX",
                    "MALLOC_MMAP_MAX_",
                    "MALLOC_TRIM_THRESHOLD_");

    private final Process process;
    private final BufferedWriter toPeer;
    private final BufferedReader fromPeer;
    private final Path complaints;
    private final String name;

    /**
     * How the peer is started.
     *
     * @param python the interpreter, with PyTorch
     * @param script one of {@code bench/peers}
     * @param threads of PyTorch; 0 for what PyTorch itself chooses
     * @param waiting how its threads wait
     */
    public record Setting(String python, Path script, int threads, Waiting waiting) {}

    /** How threads of OpenMP wait for work. */
    public enum Waiting {
        /** As libgomp does by default: they spin for a while. */
        DEFAULT,
        /** They sleep, and memory is kept, as our launcher sets for us. */
        PASSIVE
    }

    /**
     * Starts the process and waits until it is ready.
     *
     * @param model what the script calls the work
     * @param weights what {@link Starter#save} wrote
     * @throws UserError when there is no such interpreter, or none with PyTorch
     */
    public Peer(Setting setting, String model, Path weights) {
        try {
            complaints = Files.createTempFile("symbiosis-peer", ".log");
            complaints.toFile().deleteOnExit();
            process = start(setting, model, weights);
        } catch (IOException e) {
            throw UserError.usage(
                    "cannot start " + setting.python() + " (" + e.getMessage() + ")",
                    "name a Python that has PyTorch by --python",
                    e);
        }
        toPeer = process.outputWriter(StandardCharsets.UTF_8);
        fromPeer = process.inputReader(StandardCharsets.UTF_8);
        JsonNode ready = answer();
        name = "PyTorch " + ready.path("torch").asText() + ", threads: " + ready.path("threads");
    }

    private Process start(Setting setting, String model, Path weights) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        setting.python(),
                        setting.script().toString(),
                        "--model",
                        model,
                        "--weights",
                        weights.toString(),
                        "--threads",
                        Integer.toString(setting.threads()));
        if (setting.waiting() == Waiting.PASSIVE) {
            builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        } else {
            builder.environment().keySet().removeAll(LAUNCHERS);
        }
        return builder.redirectError(complaints.toFile()).start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Round run(int steps) {
        try {
            toPeer.write(steps + "\n");
            toPeer.flush();
        } catch (IOException e) {
            throw gone(e);
        }
        JsonNode round = answer();
        return new Round(numbers(round.path("seconds")), numbers(round.path("losses")));
    }

    private JsonNode answer() {
        try {
            String line = fromPeer.readLine();
            if (line == null) {
                throw gone(null);
            }
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw UserError.failed(
                    "the peer answered something that is no JSON", "check the Python script", e);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> values = new ArrayList<>();
        array.forEach(v -> values.add(v.asDouble()));
        return values;
    }

    private UserError gone(IOException cause) {
        String last = "it said nothing";
        try (var lines = Files.lines(complaints)) {
            last = lines.filter(l -> !l.isBlank()).reduce((a, b) -> b).orElse(last);
        } catch (IOException e) {
            last = "and its messages cannot be read";
        }
        close();
        return UserError.failed(
                "the PyTorch peer has stopped (" + last + ")",
                "name a Python that has PyTorch by --python",
                cause);
    }

    @Override
    public void close() {
        try {
            toPeer.close(); // the end of its input is the end of its work
            process.waitFor();
            fromPeer.close();
            Files.deleteIfExists(complaints);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
