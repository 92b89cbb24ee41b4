/**
 * The command line: one class a verb in {@code cli}, which parses what a person wrote, calls the
 * library and says what came of it.
 *
 * <p>Exit code 0 means done, 1 failed, 2 wrong usage; an error is one line that names the thing and
 * the mend. Only this module prints, shows progress and ends the process.
 *
 * <p>It may use the whole library; nothing uses it.
 */
package org.symbiosis.app;
