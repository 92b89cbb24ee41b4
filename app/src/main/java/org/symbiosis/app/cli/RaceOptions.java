package org.symbiosis.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.app.bench.Peer;
import org.symbiosis.app.bench.Round;
import org.symbiosis.app.bench.Starter;
import org.symbiosis.tensor.Engine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times steps of ours, alone or in turn with PyTorch: how long, how often, and on what. */
final class RaceOptions {
    private static final double SAME = 1e-3;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--batch",
            defaultValue = "128",
            paramLabel = "N",
            description = "Images in a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--steps",
            defaultValue = "3",
            paramLabel = "N",
            description = "Steps in a round (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "Rounds after a first one that is not counted (default: 5).")
    private int rounds;

    @Option(
            names = "--workers",
            defaultValue = "0",
            paramLabel = "N",
            description = "Our threads; 0 for one per core (default: 0).")
    private int workers;

    @Option(names = "--peer", description = "Races against PyTorch.")
    private boolean peer;

    @Option(
            names = "--python",
            defaultValue = "python3",
            paramLabel = "FILE",
            description = "A Python with PyTorch (default: ${DEFAULT-VALUE}).")
    private String python;

    @Option(
            names = "--peer-threads",
            defaultValue = "-1",
            paramLabel = "N",
            description = "PyTorch's threads; 0 for its own choice (default: one per core).")
    private int peerThreads;

    @Option(
            names = "--peer-passive",
            description = "PyTorch's threads sleep while they wait, as ours do, and do not spin.")
    private boolean peerPassive;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    /** Images in a step. */
    int batch() {
        return batch;
    }

    /**
     * What is raced.
     *
     * @param words the work in words
     * @param model what the peer's script calls it
     * @param script of the peer, in {@code bench/peers}
     */
    record Work(String words, String model, String script) {}

    /** Ours, for so many images in a step and on so many threads. */
    @FunctionalInterface
    interface Ours {
        Starter start(int batch, int threads);
    }

    /** A round of both; the peer's speed is null when there is none. */
    private record Lap(double ours, Double peer) {
        double ratio() {
            return ours / peer;
        }
    }

    /** Runs the race and prints it; returns the exit code. */
    int run(Work work, Ours ours) {
        if (batch < 1 || steps < 1 || rounds < 1 || workers < 0) {
            throw UserError.usage(
                    "--batch, --steps and --rounds must be at least 1, --workers at least 0",
                    "leave them out for the usual race");
        }
        try (Starter started = ours.start(batch, workers == 0 ? Engine.cores() : workers)) {
            if (peer) {
                race(work, started);
            } else {
                alone(work, started);
            }
        }
        return 0;
    }

    private void alone(Work work, Starter ours) {
        heading(work, ours.name());
        ours.run(steps);
        List<Lap> laps = new ArrayList<>();
        for (int r = 1; r <= rounds; r++) {
            laps.add(new Lap(ours.run(steps).imagesPerSecond(batch), null));
            line("%5d  %10.1f images/s".formatted(r, laps.get(r - 1).ours()));
        }
        double median = Round.median(laps.stream().map(Lap::ours).toList());
        line("median %10.1f images/s".formatted(median));
        json(work, Map.of("name", ours.name()), laps, Map.of("imagesPerSecond", median));
    }

    private void race(Work work, Starter ours) {
        Path weights = weights(ours);
        try (Peer theirs = new Peer(setting(work), work.model(), weights)) {
            heading(work, ours.name() + "; " + theirs.name());
            double difference = compare(work, ours.run(steps), theirs.run(steps));
            line("round   Symbiosis     PyTorch   ratio (images a second; above 1: we are faster)");
            List<Lap> laps = new ArrayList<>();
            for (int r = 1; r <= rounds; r++) {
                double mine = ours.run(steps).imagesPerSecond(batch);
                Lap lap = new Lap(mine, theirs.run(steps).imagesPerSecond(batch));
                laps.add(lap);
                line("%5d  %10.1f  %10.1f  %6.2f".formatted(r, mine, lap.peer(), lap.ratio()));
            }
            double median = Round.median(laps.stream().map(Lap::ratio).toList());
            line("median %30.2f".formatted(median));
            json(
                    work,
                    Map.of("name", ours.name(), "peer", theirs.name()),
                    laps,
                    Map.of("ratio", median, "lossDifference", difference));
        } finally {
            discard(weights);
        }
    }

    private double compare(Work work, Round ours, Round theirs) {
        double difference = ours.difference(theirs);
        if (difference > SAME) {
            throw UserError.failed(
                    "the peer does not do the same step: losses "
                            + ours.losses()
                            + " against "
                            + theirs.losses(),
                    "a race of different things tells nothing; mend bench/peers/" + work.script());
        }
        line(
                "results of the first %d steps agree to %.0e, the last is %.4f"
                        .formatted(steps, difference, ours.losses().get(steps - 1)));
        return difference;
    }

    private Peer.Setting setting(Work work) {
        String home = System.getProperty("symbiosis.home", ".");
        Path script = Path.of(home, "bench", "peers", work.script());
        if (!Files.exists(script)) {
            throw UserError.usage(
                    "there is no " + script, "start by the launcher of a checkout for --peer");
        }
        int threads = peerThreads < 0 ? Engine.cores() : peerThreads;
        return new Peer.Setting(
                python, script, threads, peerPassive ? Peer.Waiting.PASSIVE : Peer.Waiting.DEFAULT);
    }

    private static Path weights(Starter ours) {
        try {
            Path file = Files.createTempFile("symbiosis-bench", ".safetensors");
            ours.save(file);
            return file;
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot write a temporary file (" + e.getMessage() + ")", "free some disk", e);
        }
    }

    private static void discard(Path weights) {
        try {
            Files.deleteIfExists(weights);
        } catch (IOException e) {
            // A left-over in the system's temporary folder; the result matters more.
        }
    }

    private void heading(Work work, String who) {
        line("%s, batch %d, fp32, %d steps a round; %s".formatted(work.words(), batch, steps, who));
    }

    private void line(String text) {
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }

    private void json(Work work, Map<String, ?> who, List<Lap> laps, Map<String, Double> result) {
        if (!json) {
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>(who);
        all.put("model", work.model());
        all.put("batch", batch);
        all.put("steps", steps);
        all.put("rounds", laps);
        all.putAll(result);
        try {
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
