package org.symbiosis.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;

/**
 * Metrics as JSON Lines: one object a logged step.
 *
 * <p>It holds no clock times, so that an interrupted and resumed training writes the very file that
 * an unbroken one does.
 */
public final class MetricLog implements MetricSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final BufferedWriter out;

    /**
     * Opens the log, keeping the lines up to a step.
     *
     * @param lastStep 0 for a fresh start; otherwise the step of the checkpoint taken up
     */
    public MetricLog(Path path, long lastStep) {
        this.path = path;
        try {
            AtomicFile.write(path, kept(path, lastStep).getBytes(StandardCharsets.UTF_8));
            out = Files.newBufferedWriter(path, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static String kept(Path path, long lastStep) throws IOException {
        StringBuilder kept = new StringBuilder();
        if (lastStep > 0 && Files.exists(path)) {
            for (String line : Files.readAllLines(path)) {
                if (stepOf(line) <= lastStep) {
                    kept.append(line).append('\n');
                }
            }
        }
        return kept.toString();
    }

    /** The step of a line; a line cut short by a crash belongs to no step. */
    private static long stepOf(String line) {
        try {
            JsonNode step = JSON.readTree(line).path("step");
            return step.isNumber() ? step.asLong() : Long.MAX_VALUE;
        } catch (JsonProcessingException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void write(long step, Map<String, Double> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.putAll(values);
        try {
            out.write(JSON.writeValueAsString(line));
            out.write('\n');
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private UserError cannotWrite(IOException e) {
        return UserError.failed(
                "cannot write " + path + " (" + e.getMessage() + ")",
                "free some space, then resume the run",
                e);
    }
}
