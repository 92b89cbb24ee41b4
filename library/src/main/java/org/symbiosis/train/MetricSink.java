package org.symbiosis.train;

import java.util.Map;

/** Takes the numbers of a training. */
public interface MetricSink extends AutoCloseable {
    /** Takes the numbers of a step. */
    void write(long step, Map<String, Double> values);

    /** Brings everything written so far to the disk. */
    void flush();

    @Override
    void close();
}
