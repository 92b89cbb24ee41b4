package org.symbiosis.spectral.crf;

import java.util.Arrays;

/** Numbers vertices by their coordinates, in the order in which they are first seen. */
final class VertexTable {
    private static final int FREE = -1;

    private final int d;
    private int[] keys;
    private int[] slots;
    private int count;

    VertexTable(int d) {
        this.d = d;
        keys = new int[1024 * d];
        slots = new int[2048];
        Arrays.fill(slots, FREE);
    }

    int count() {
        return count;
    }

    /** Writes the coordinates of a vertex. */
    void key(int vertex, int[] key) {
        System.arraycopy(keys, vertex * d, key, 0, d);
    }

    /** The vertex with these coordinates, new if need be. */
    int findOrAdd(int[] key) {
        int slot = slot(key);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        if (2 * (count + 1) > slots.length) {
            grow();
            slot = slot(key);
        }
        System.arraycopy(key, 0, keys, count * d, d);
        slots[slot] = count;
        return count++;
    }

    /** The vertex with these coordinates, or the count where there is none. */
    int find(int[] key) {
        int vertex = slots[slot(key)];
        return vertex == FREE ? count : vertex;
    }

    /** Where this key is, or would be. */
    private int slot(int[] key) {
        int slot = hash(key, 0) & (slots.length - 1);
        while (slots[slot] != FREE && !isAt(slots[slot], key)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isAt(int vertex, int[] key) {
        for (int i = 0; i < d; i++) {
            if (keys[vertex * d + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    private int hash(int[] key, int from) {
        long h = 0;
        for (int i = from; i < from + d; i++) {
            h = (h + key[i]) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        return (int) (h >>> 32);
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * keys.length);
        int[] old = slots;
        slots = new int[2 * old.length];
        Arrays.fill(slots, FREE);
        for (int vertex = 0; vertex < count; vertex++) {
            int slot = hash(keys, vertex * d) & (slots.length - 1);
            while (slots[slot] != FREE) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = vertex;
        }
    }
}
