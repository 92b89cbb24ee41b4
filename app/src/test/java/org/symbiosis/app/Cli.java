package org.symbiosis.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command as a user sees it.
 *
 * @param exitCode of the process
 * @param out what it printed
 * @param err what it said on the error stream
 */
public record Cli(int exitCode, String out, String err) {
    /** Runs a command in this process. */
    public static Cli run(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream o = new PrintStream(printed, true, StandardCharsets.UTF_8);
                PrintStream e = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(o);
            System.setErr(e);
            int code = Main.run(args);
            return new Cli(
                    code,
                    printed.toString(StandardCharsets.UTF_8),
                    said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** The last line on the error stream: the error, if there was one. */
    public String lastError() {
        return err.lines().reduce("", (a, b) -> b);
    }
}
