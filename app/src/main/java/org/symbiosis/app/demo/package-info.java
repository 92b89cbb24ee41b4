/**
 * The embedded tour: what masked autoencoders learn from pictures of furniture that the program
 * draws itself, in minutes and on one page.
 *
 * <p>{@link org.symbiosis.app.demo.Demo} trains, measures and writes the page.
 *
 * <pre>{@code
 * new Demo(Path.of("runs/demo"), 6000, 10, 0, Progress.SILENT).run();
 * }</pre>
 *
 * <p>Features are compared with those of an untrained encoder and with the pixels themselves: what
 * was not learnt does not count.
 */
package org.symbiosis.app.demo;
