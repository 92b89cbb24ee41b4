package org.symbiosis.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What to mend, each line a finding, a colon, and what to do. */
public final class Advice {
    private static final long GB = 1L << 30;

    /** Of one thread's speed times the cores, what workers should reach. */
    private static final double FAIR_SHARE = 0.6;

    private Advice() {}

    /** Lines for these facts; none when all is well. */
    public static List<String> of(Diagnosis d) {
        List<String> lines = new ArrayList<>();
        space(d.space(), lines);
        machine(d.machine(), lines);
        environment(d.environment(), lines);
        if (d.machine().load() > 1.5 * d.machine().cores()) {
            lines.add(
                    "%.0f programs want %d cores: let others rest while you train or measure"
                            .formatted(d.machine().load(), d.machine().cores()));
        } else if (d.speed().workers() < FAIR_SHARE * d.machine().cores() * d.speed().oneThread()) {
            lines.add(
                    "%d workers do the work of %.1f: the cores are busy or share their power"
                            .formatted(
                                    d.machine().cores(),
                                    d.speed().workers() / d.speed().oneThread()));
        }
        return lines;
    }

    private static void space(Space s, List<String> lines) {
        if (s.free() < 2 * GB) {
            lines.add(
                    "less than 2 GB of disk free in %s: checkpoints need some, free it or train"
                                    .formatted(s.folder())
                            + " elsewhere");
        }
        if (s.cacheFree() < GB) {
            lines.add(
                    "less than 1 GB of disk free in %s: updates of the engine need half of it, free"
                                    .formatted(s.cache())
                            + " some or move it by -Dorg.bytedeco.javacpp.cachedir=FOLDER");
        }
    }

    private static void machine(Machine m, List<String> lines) {
        if (m.memoryFree() < 2 * GB) {
            lines.add(
                    "less than 2 GB of memory free: close other programs, or train with smaller"
                            + " batches");
        }
        if (m.system().contains("amd64") && !m.kernels().startsWith("AVX")) {
            lines.add(
                    "the engine uses no AVX2 (it says '"
                            + m.kernels()
                            + "'): a newer processor is several times faster; in a virtual machine,"
                            + " pass the host's processor through");
        }
    }

    private static void environment(Map<String, String> variables, List<String> lines) {
        String waiting = variables.getOrDefault("OMP_WAIT_POLICY", "unset");
        if (!waiting.equalsIgnoreCase("PASSIVE")) {
            lines.add(
                    "OMP_WAIT_POLICY is "
                            + waiting
                            + ", so waiting threads spin: unset it and start by the launcher, or set"
                            + " it to PASSIVE");
        }
        String bind = variables.getOrDefault("OMP_PROC_BIND", "false");
        if (!bind.equalsIgnoreCase("false") || variables.containsKey("GOMP_CPU_AFFINITY")) {
            lines.add(
                    "OMP_PROC_BIND or GOMP_CPU_AFFINITY ties threads to cores, and our workers may"
                            + " share one: unset both");
        }
        for (String name : List.of("OPENBLAS_CORETYPE", "LD_PRELOAD", "LD_LIBRARY_PATH")) {
            if (variables.containsKey(name)) {
                lines.add(
                        "%s is set to %s: unless you need it for the engine, unset it"
                                .formatted(name, variables.get(name)));
            }
        }
    }
}
