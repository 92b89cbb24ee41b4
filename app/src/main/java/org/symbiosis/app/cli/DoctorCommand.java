package org.symbiosis.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.symbiosis.app.doctor.Advice;
import org.symbiosis.app.doctor.Diagnosis;
import org.symbiosis.app.doctor.Machine;
import org.symbiosis.app.doctor.Space;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at the machine and says what to mend. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Shows versions, threads, memory, disk and speed, and what could be mended.",
            "Measures for about a second."
        },
        footer = {"", "Example:", "  symbiosis doctor --json > machine.json"})
public final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Diagnosis diagnosis = Diagnosis.take(Path.of(""));
        List<String> mend = Advice.of(diagnosis);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(diagnosis, mend));
        } else {
            text(diagnosis, mend, out);
        }
        out.flush();
        return 0;
    }

    private static String json(Diagnosis diagnosis, List<String> mend) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode tree = mapper.valueToTree(diagnosis);
        tree.set("mend", mapper.valueToTree(mend));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void text(Diagnosis d, List<String> mend, PrintWriter out) {
        rows(d).forEach(row -> out.println(row.line()));
        mend.forEach(line -> out.println(new Row("to mend", line).line()));
        if (mend.isEmpty()) {
            out.println(new Row("to mend", "nothing").line());
        }
    }

    private record Row(String name, String value) {
        String line() {
            return "%-15s %s".formatted(name, value);
        }
    }

    private static List<Row> rows(Diagnosis d) {
        List<Row> rows = new ArrayList<>();
        Diagnosis.Versions v = d.versions();
        rows.add(new Row("Symbiosis", v.symbiosis()));
        rows.add(new Row("Java", v.java()));
        rows.add(new Row("engine", "PyTorch %s (binding %s)".formatted(v.pytorch(), v.binding())));
        rows.addAll(machine(d.machine()));
        Diagnosis.Threads t = d.threads();
        rows.add(
                new Row(
                        "threads",
                        "libtorch %d, OpenBLAS %d; training splits batches over %d workers"
                                .formatted(t.libtorch(), t.blas(), t.workers())));
        d.environment().forEach((name, value) -> rows.add(new Row("variable", name + "=" + value)));
        String devices = d.cuda().available() ? d.cuda().devices() + " devices" : "no";
        rows.add(new Row("CUDA", devices + ": " + d.cuda().why()));
        Space s = d.space();
        rows.add(new Row("disk", "%s free in %s".formatted(size(s.free()), s.folder())));
        rows.add(
                new Row(
                        "engine's cache",
                        "%s in %s, %s free there"
                                .formatted(size(s.cacheSize()), s.cache(), size(s.cacheFree()))));
        rows.add(
                new Row(
                        "speed",
                        "%.0f GFLOP/s on one thread, %.0f on %d workers"
                                .formatted(
                                        d.speed().oneThread(), d.speed().workers(), t.workers())));
        return rows;
    }

    private static List<Row> machine(Machine m) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("system", m.system()));
        rows.add(
                new Row(
                        "processor",
                        "%s, %d cores, kernels for %s"
                                .formatted(m.processor(), m.cores(), m.kernels())));
        if (m.load() >= 0) {
            rows.add(new Row("load", "%.1f programs over the last minute".formatted(m.load())));
        }
        rows.add(
                new Row(
                        "memory",
                        "%s free of %s; Java's own heap takes up to %s"
                                .formatted(
                                        size(m.memoryFree()), size(m.memory()), size(m.heap()))));
        return rows;
    }

    private static String size(long bytes) {
        return bytes < 10L << 30 ? "%d MB".formatted(bytes >> 20) : "%d GB".formatted(bytes >> 30);
    }
}
