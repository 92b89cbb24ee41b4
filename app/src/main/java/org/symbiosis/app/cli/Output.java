package org.symbiosis.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.symbiosis.config.Configs;
import picocli.CommandLine.Option;

/** A command's result, for people or for machines. */
final class Output {
    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    /** Prints a text for people, or the same for machines as a JSON object. */
    void print(String text, Map<String, ?> result) {
        System.out.println(json ? Configs.json(new LinkedHashMap<>(result)) : text);
    }

    /** Prints names and values in order: aligned lines, or a JSON object. */
    void print(Map<String, ?> result) {
        if (json) {
            System.out.println(Configs.json(new LinkedHashMap<>(result)));
            return;
        }
        int width = result.keySet().stream().mapToInt(String::length).max().orElse(0);
        result.forEach((name, value) -> System.out.printf("%-" + width + "s  %s%n", name, value));
    }
}
