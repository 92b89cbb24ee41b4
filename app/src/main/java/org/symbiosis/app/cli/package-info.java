/**
 * The commands: one class a verb, each an object that picocli fills from what a person wrote and
 * then calls.
 *
 * <p>A command checks its options together, calls the library and prints what came of it: results
 * to standard output (one JSON object with {@code --json}), progress to standard error. It returns
 * 0, or throws a {@link org.symbiosis.UserError}, whose kind is the exit code.
 *
 * <pre>{@code
 * int exit = new CommandLine(new DoctorCommand()).execute("--json");
 * }</pre>
 *
 * <p>Every command has {@code --help} with an example at its end.
 */
package org.symbiosis.app.cli;
