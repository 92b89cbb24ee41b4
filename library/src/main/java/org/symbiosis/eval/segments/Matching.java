package org.symbiosis.eval.segments;

import java.util.Arrays;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.Assignment;

/**
 * How clusters get the names of classes, from the pixels that they share over a whole data set
 * (Table 4.3). Numbers of one matching compare only with numbers of the same.
 */
public enum Matching {
    /** Each cluster takes its most frequent class, the lowest of equals; many may take the same. */
    GREEDY {
        @Override
        public int[] names(Confusion shared) {
            return Arrays.stream(shared.counts()).mapToInt(Matching::mostFrequent).toArray();
        }
    },
    /** One to one, with the most pixels right in all; clusters beyond the classes name nothing. */
    HUNGARIAN {
        @Override
        public int[] names(Confusion shared) {
            double[][] gain =
                    Arrays.stream(shared.counts())
                            .map(row -> Arrays.stream(row).asDoubleStream().toArray())
                            .toArray(double[][]::new);
            return Assignment.dearest(gain); // which leaves -1 = VOID for clusters too many
        }
    };

    /** A class for each cluster, or {@link Labels#VOID}. */
    public abstract int[] names(Confusion shared);

    private static int mostFrequent(long[] row) {
        int best = 0;
        for (int t = 1; t < row.length; t++) {
            best = row[t] > row[best] ? t : best;
        }
        return best;
    }
}
