package org.symbiosis.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.symbiosis.AtomicFile;
import org.symbiosis.config.Configs;
import org.symbiosis.report.Png;
import org.symbiosis.report.Report;

/**
 * What every evaluation says of itself and leaves in its folder.
 *
 * @param title of its report
 * @param what the set and the model, in words
 * @param command that makes the same again
 */
public record Evaluation(String title, String what, String command) {
    /** The beginning of its report. */
    public Report report() {
        return Report.titled(title).paragraph(what + "; made again by:").code(command);
    }

    /** The beginning of its results for a machine. */
    public Map<String, Object> results() {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("what", what);
        results.put("command", command);
        return results;
    }

    /** Writes {@code results.json}, {@code report.html} and {@code sheet.png} into a folder. */
    public static void write(Path folder, Map<String, Object> results, Report report, Png sheet) {
        AtomicFile.write(
                folder.resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        report.write(folder.resolve("report.html"));
        sheet.write(folder.resolve("sheet.png"));
    }
}
