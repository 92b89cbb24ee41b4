package org.symbiosis.data.annotated;

import java.util.Arrays;

/**
 * The connected pieces of a map, numbered from 0: those of the lowest id first, each id's in the
 * order in which their first pixels are read.
 *
 * @param map number of the piece that each pixel belongs to; void stays void
 * @param ids the id that each piece was made of
 * @param areas pixels of each piece
 */
@SuppressWarnings("ArrayRecordComponent")
public record Components(Labels map, int[] ids, int[] areas) {
    /** Divides every id's pixels into connected pieces. */
    public static Components of(Labels labels, Connectivity connectivity) {
        Flood flood = new Flood(labels.width(), labels.height(), labels.ids(), connectivity);
        int[] pieces = flood.numbers(id -> id != Labels.VOID);
        int count = flood.count();
        int[] ids = new int[count];
        int[] areas = new int[count];
        for (int i = 0; i < pieces.length; i++) {
            if (pieces[i] >= 0) {
                ids[pieces[i]] = labels.ids()[i];
                areas[pieces[i]]++;
            }
        }
        return inOrder(new Labels(labels.width(), labels.height(), pieces), ids, areas);
    }

    private static Components inOrder(Labels pieces, int[] ids, int[] areas) {
        long[] keys = new long[ids.length]; // id, then order of finding
        for (int p = 0; p < keys.length; p++) {
            keys[p] = (long) ids[p] << 32 | p;
        }
        Arrays.sort(keys);
        int[] place = new int[ids.length];
        int[] sortedIds = new int[ids.length];
        int[] sortedAreas = new int[ids.length];
        for (int n = 0; n < keys.length; n++) {
            int p = (int) keys[n];
            place[p] = n;
            sortedIds[n] = ids[p];
            sortedAreas[n] = areas[p];
        }
        return new Components(pieces.map(p -> place[p]), sortedIds, sortedAreas);
    }

    /** Number of pieces. */
    public int count() {
        return ids.length;
    }
}
