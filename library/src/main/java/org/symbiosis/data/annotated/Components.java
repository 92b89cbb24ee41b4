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
    /** Which pixels touch. */
    public enum Connectivity {
        /** Those that share a side. */
        FOUR,
        /** Those that share a side or a corner. */
        EIGHT
    }

    /** Divides every id's pixels into connected pieces. */
    public static Components of(Labels labels, Connectivity connectivity) {
        return new Flood(labels, connectivity).components();
    }

    /** Number of pieces. */
    public int count() {
        return ids.length;
    }

    /** Fills piece after piece from its first pixel. */
    private static final class Flood {
        private final int width;
        private final int height;
        private final int[] labels;
        private final int[] pieces;
        private final int[] stack;
        private final int reach;
        private int[] areas = new int[16];
        private int[] ids = new int[16];
        private int count;

        Flood(Labels map, Connectivity connectivity) {
            width = map.width();
            height = map.height();
            labels = map.ids();
            pieces = new int[labels.length];
            stack = new int[labels.length];
            reach = connectivity == Connectivity.EIGHT ? 2 : 1;
            Arrays.fill(pieces, Labels.VOID);
        }

        Components components() {
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] != Labels.VOID && pieces[i] == Labels.VOID) {
                    fill(i);
                }
            }
            return inOrder();
        }

        private void fill(int start) {
            if (count == areas.length) {
                areas = Arrays.copyOf(areas, 2 * count);
                ids = Arrays.copyOf(ids, 2 * count);
            }
            ids[count] = labels[start];
            int open = 0;
            stack[open++] = start;
            pieces[start] = count;
            while (open > 0) {
                int at = stack[--open];
                areas[count]++;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int next = neighbour(at, dx, dy);
                        if (next >= 0 && pieces[next] < 0 && labels[next] == labels[start]) {
                            pieces[next] = count;
                            stack[open++] = next;
                        }
                    }
                }
            }
            count++;
        }

        /** A pixel's neighbour, or -1 where there is none or it does not count as one. */
        private int neighbour(int at, int dx, int dy) {
            int x = at % width + dx;
            int y = at / width + dy;
            boolean inside = x >= 0 && x < width && y >= 0 && y < height;
            return inside && Math.abs(dx) + Math.abs(dy) <= reach ? y * width + x : -1;
        }

        private Components inOrder() {
            long[] keys = new long[count]; // id, then order of finding
            for (int p = 0; p < count; p++) {
                keys[p] = (long) ids[p] << 32 | p;
            }
            Arrays.sort(keys);
            int[] place = new int[count];
            int[] sortedIds = new int[count];
            int[] sortedAreas = new int[count];
            for (int n = 0; n < count; n++) {
                int p = (int) keys[n];
                place[p] = n;
                sortedIds[n] = ids[p];
                sortedAreas[n] = areas[p];
            }
            Labels map = new Labels(width, height, pieces).map(p -> place[p]);
            return new Components(map, sortedIds, sortedAreas);
        }
    }
}
