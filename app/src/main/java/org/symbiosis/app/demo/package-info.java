/**
 * The embedded tour: the five systems, small, on pictures that the program draws itself, in minutes
 * and on one page.
 *
 * <p>{@link org.symbiosis.app.demo.Demo} goes from one {@link org.symbiosis.app.demo.Stop} to the
 * next; each trains or opens what it needs and adds its section to the page.
 *
 * <pre>{@code
 * new Demo(Path.of("runs/demo"), 6000, 20, 0, Progress.SILENT).run();
 * }</pre>
 *
 * <p>Features are compared with those of an untrained encoder and with the pixels themselves: what
 * was not learnt does not count.
 */
package org.symbiosis.app.demo;
