package org.symbiosis.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.symbiosis.train.Progress;
import picocli.CommandLine.Help.Ansi;

/**
 * Progress on the error stream: a bar with speed and time left on a terminal, a line every half
 * minute elsewhere.
 */
final class TerminalProgress implements Progress {
    private static final long LINE_EVERY_NANOS = 30_000_000_000L;
    private static final int WIDTH = 100;

    private final PrintStream err = System.err;
    private final boolean terminal = Ansi.AUTO.enabled();
    private ProgressBar bar;
    private String what = "";
    private long first;
    private long total;
    private long begun;
    private long lastLine;

    @Override
    public void begin(String task, long done, long steps) {
        what = task;
        first = done;
        total = steps;
        begun = System.nanoTime();
        lastLine = begun;
        if (terminal) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(task)
                            .setInitialMax(steps)
                            .startsFrom(done, Duration.ZERO)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                            .build();
        }
    }

    @Override
    public void step(long done, String note, double imagesPerSecond) {
        String speed = imagesPerSecond > 0 ? format("%.0f images/s", imagesPerSecond) : "";
        if (bar != null) {
            bar.setExtraMessage(note + (speed.isEmpty() ? "" : ", " + speed));
            bar.stepTo(done);
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine >= LINE_EVERY_NANOS) {
            lastLine = now;
            double perStep = (now - begun) / 1e9 / Math.max(1, done - first);
            err.println(
                    format("%s %d/%d  %s  %s  ", what, done, total, note, speed)
                            + left((total - done) * perStep));
        }
    }

    private static String left(double seconds) {
        return seconds < 90
                ? format("%.0f s left", seconds)
                : format("%.0f min left", seconds / 60);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    @Override
    public void message(String line) {
        err.println(line);
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
