package org.symbiosis.app.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** A command as it was typed, so that a report can say how it is made again. */
final class TypedCommand {
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private TypedCommand() {}

    /** The whole line that led to this command. */
    static String of(CommandSpec command) {
        return line(command.root().commandLine().getParseResult().originalArgs());
    }

    /** Arguments as a shell takes them: quoted where it would read anything else into them. */
    static String line(List<String> arguments) {
        return "symbiosis "
                + arguments.stream().map(TypedCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches()
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}
