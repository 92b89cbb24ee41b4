package org.symbiosis.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Measures what a piece of work costs this process. */
public final class Meter {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";

    private Meter() {}

    /**
     * What work cost.
     *
     * @param seconds on the clock
     * @param cpuSeconds of all threads of this process
     * @param peakMegabytes largest resident memory of the process meanwhile; NaN where the system
     *     does not tell
     */
    public record Cost(double seconds, double cpuSeconds, double peakMegabytes) {
        /** Both, one after the other. */
        Cost plus(Cost other) {
            return new Cost(
                    seconds + other.seconds,
                    cpuSeconds + other.cpuSeconds,
                    Math.max(peakMegabytes, other.peakMegabytes));
        }

        /** So many times this time, in the same memory. */
        Cost times(double factor) {
            return new Cost(seconds * factor, cpuSeconds * factor, peakMegabytes);
        }
    }

    /**
     * A result and its cost.
     *
     * @param result what the work returned
     * @param cost of it
     */
    record Measured<T>(T result, Cost cost) {}

    static <T> Measured<T> of(Supplier<T> work) {
        resetPeak();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        T result = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measured<>(result, new Cost(seconds, (cpuNanos() - cpu) / 1e9, peakMegabytes()));
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void resetPeak() {
        try {
            Files.writeString(RESET, RESET_PEAK);
        } catch (IOException e) {
            // Not Linux, or not permitted: the peak is then that of the whole process so far.
        }
    }

    private static double peakMegabytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
