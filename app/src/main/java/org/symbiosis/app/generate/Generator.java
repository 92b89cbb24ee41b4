package org.symbiosis.app.generate;

import java.util.List;
import java.util.Map;
import org.symbiosis.data.Planes;

/** A model that makes pictures. Picture i of a seed is the same whatever is drawn with it. */
public interface Generator extends AutoCloseable {
    /** What it is and how it draws, for reports and pages: names and values in order. */
    Map<String, Object> words();

    /** Classes that it can be asked for; 0 when it knows none. */
    int classes();

    /**
     * Pictures {@code first} to {@code first + labels.length - 1}; values lie in [0, 1].
     *
     * @param labels class of each; ignored when it knows none
     */
    List<Planes> images(long first, int[] labels);

    @Override
    void close();
}
