package org.symbiosis.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@link SmallTraining} in a JVM of its own, to be killed. */
final class ChildTraining implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private String last = "";

    private ChildTraining(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ChildTraining start(Path folder, int workers, long rest) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process =
                new ProcessBuilder(
                                java.toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SmallTraining.class.getName(),
                                folder.toString(),
                                Integer.toString(workers),
                                Long.toString(rest))
                        .redirectErrorStream(true)
                        .start();
        return new ChildTraining(process);
    }

    /** Reads on until so many more steps are done, or the output ends. */
    void awaitSteps(int more) throws IOException {
        int seen = 0;
        String line = "";
        while (seen < more && (line = output.readLine()) != null) {
            last = line;
            seen += line.startsWith("step ") ? 1 : 0;
        }
    }

    /** Ends it at once, with no chance to save: {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end: SIGTERM. */
    void terminate() {
        process.toHandle().destroy(); // Process.destroy would close its output as well
    }

    /** Waits for the end; the last line it said. */
    String awaitEnd() throws IOException, InterruptedException {
        String line;
        while ((line = output.readLine()) != null) {
            last = line;
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the training does not end");
        }
        return last;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
