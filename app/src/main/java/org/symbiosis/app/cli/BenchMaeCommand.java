package org.symbiosis.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.bench.Course;
import org.symbiosis.app.bench.Peer;
import org.symbiosis.app.bench.Round;
import org.symbiosis.app.bench.TrainingStep;
import org.symbiosis.tensor.Engine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times training steps, alone or in turn with PyTorch. */
@Command(
        name = "mae",
        mixinStandardHelpOptions = true,
        description = {
            "Times a training step (forward, backward, AdamW) on 32 x 32 pixels.",
            "With --peer, a Python process runs the same step from the same weights: first both"
                    + " compare their losses, then they take turns."
        },
        footer = {
            "",
            "Example:",
            "  symbiosis bench mae --model vit-tiny --peer --python /usr/bin/python3 --rounds 5"
        })
public final class BenchMaeCommand implements Callable<Integer> {
    private static final double SAME = 1e-3;

    @Spec private CommandSpec spec;

    @Option(
            names = "--model",
            defaultValue = "vit-tiny",
            paramLabel = "NAME",
            converter = ByKey.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Course course;

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

    /** Finds a course by its name on the command line. */
    static final class ByKey implements CommandLine.ITypeConverter<Course> {
        @Override
        public Course convert(String key) {
            return Arrays.stream(Course.values())
                    .filter(c -> c.toString().equals(key))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new CommandLine.TypeConversionException(
                                            "it must be one of "
                                                    + Arrays.toString(Course.values())));
        }
    }

    /** A round of both; the peer's speed is null when there is none. */
    private record Lap(double ours, Double peer) {
        double ratio() {
            return ours / peer;
        }
    }

    @Override
    public Integer call() {
        if (batch < 1 || steps < 1 || rounds < 1 || workers < 0) {
            throw UserError.usage(
                    "--batch, --steps and --rounds must be at least 1, --workers at least 0",
                    "leave them out for the usual race");
        }
        try (TrainingStep ours =
                new TrainingStep(course, batch, workers == 0 ? Engine.cores() : workers)) {
            if (peer) {
                race(ours);
            } else {
                alone(ours);
            }
        }
        return 0;
    }

    private void alone(TrainingStep ours) {
        heading(ours.name());
        ours.run(steps);
        List<Lap> laps = new ArrayList<>();
        for (int r = 1; r <= rounds; r++) {
            laps.add(new Lap(ours.run(steps).imagesPerSecond(batch), null));
            line("%5d  %10.1f images/s".formatted(r, laps.get(r - 1).ours()));
        }
        double median = Round.median(laps.stream().map(Lap::ours).toList());
        line("median %10.1f images/s".formatted(median));
        json(Map.of("name", ours.name()), laps, Map.of("imagesPerSecond", median));
    }

    private void race(TrainingStep ours) {
        Path weights = weights(ours);
        try (Peer theirs = new Peer(setting(), course, weights)) {
            heading(ours.name() + "; " + theirs.name());
            double difference = compare(ours.run(steps), theirs.run(steps));
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
                    Map.of("name", ours.name(), "peer", theirs.name()),
                    laps,
                    Map.of("ratio", median, "lossDifference", difference));
        } finally {
            discard(weights);
        }
    }

    private double compare(Round ours, Round theirs) {
        double difference = ours.difference(theirs);
        if (difference > SAME) {
            throw UserError.failed(
                    "the peer does not do the same step: losses "
                            + ours.losses()
                            + " against "
                            + theirs.losses(),
                    "a race of different things tells nothing; mend bench/peers/mae_step.py");
        }
        line(
                "losses of the first %d steps agree to %.0e, the last is %.4f"
                        .formatted(steps, difference, ours.losses().get(steps - 1)));
        return difference;
    }

    private Peer.Setting setting() {
        String home = System.getProperty("symbiosis.home", ".");
        Path script = Path.of(home, "bench", "peers", "mae_step.py");
        if (!Files.exists(script)) {
            throw UserError.usage(
                    "there is no " + script, "start by the launcher of a checkout for --peer");
        }
        int threads = peerThreads < 0 ? Engine.cores() : peerThreads;
        return new Peer.Setting(
                python, script, threads, peerPassive ? Peer.Waiting.PASSIVE : Peer.Waiting.DEFAULT);
    }

    private static Path weights(TrainingStep ours) {
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

    private void heading(String who) {
        line(
                "%s, batch %d, fp32, %d steps a round; %s"
                        .formatted(course.words(), batch, steps, who));
    }

    private void line(String text) {
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }

    private void json(Map<String, ?> who, List<Lap> laps, Map<String, Double> result) {
        if (!json) {
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>(who);
        all.put("model", course.toString());
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
