package org.symbiosis.app.doctor;

import static org.bytedeco.pytorch.global.torch.get_cpu_capability;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbiosis.tensor.Engine;

/**
 * Processor and memory.
 *
 * @param system operating system and architecture
 * @param processor its name, where the system tells
 * @param kernels which vector instructions the engine has chosen, such as {@code AVX2}
 * @param cores that this process may use
 * @param load programs that wanted a core over the last minute, ours included; negative where the
 *     system does not tell
 * @param memory of the machine, in bytes
 * @param memoryFree what a new program can have of it, in bytes
 * @param heap most that Java takes for itself, in bytes; tensors live outside it
 */
public record Machine(
        String system,
        String processor,
        String kernels,
        int cores,
        double load,
        long memory,
        long memoryFree,
        long heap) {

    static Machine here() {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free =
                line("/proc/meminfo", "MemAvailable").map(Machine::bytes).orElse(Long.MAX_VALUE);
        return new Machine(
                "%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()),
                line("/proc/cpuinfo", "model name").orElse("unknown"),
                get_cpu_capability().getString(),
                Engine.cores(),
                system.getSystemLoadAverage(),
                system.getTotalMemorySize(),
                // The first counts caches as free, the second knows a container's limit.
                free == Long.MAX_VALUE
                        ? system.getFreeMemorySize()
                        : Math.min(free, system.getTotalMemorySize()),
                Runtime.getRuntime().maxMemory());
    }

    private static long bytes(String kilobytes) {
        return Long.parseLong(kilobytes.replaceAll("\\D", "")) << 10;
    }

    /** The value of the first such line of one of Linux's own files. */
    private static Optional<String> line(String file, String key) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(l -> l.startsWith(key))
                    .findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
