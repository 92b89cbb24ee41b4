package org.symbiosis.pretrained;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte pair encoding: neighbouring symbols are merged, the pair of lowest rank first, until no pair
 * has a rank (Sennrich et al. 2016).
 */
final class BytePairs {
    private final Map<String, Map<String, Integer>> ranks = new HashMap<>();

    /** Pairs in the order of their ranks, as lines of two symbols with a space between. */
    BytePairs(List<String> merges) {
        for (int rank = 0; rank < merges.size(); rank++) {
            String[] pair = merges.get(rank).split(" ");
            ranks.computeIfAbsent(pair[0], first -> new HashMap<>()).put(pair[1], rank);
        }
    }

    /** A pair of neighbours that may be merged, as they were when it was found. */
    private record Candidate(int rank, int at, String first, String second)
            implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return rank != other.rank
                    ? Integer.compare(rank, other.rank)
                    : Integer.compare(at, other.at);
        }
    }

    /** What is left of these symbols, in n log n for a word of n. */
    List<String> merge(List<String> symbols) {
        Word word = new Word(symbols);
        for (int i = 0; i < symbols.size(); i++) {
            word.consider(i);
        }
        while (!word.candidates.isEmpty()) {
            word.apply(word.candidates.poll());
        }
        return word.rest();
    }

    /** Symbols that know their neighbours; a symbol merged into the one before it is null. */
    private final class Word {
        private final String[] symbols;
        private final int[] next;
        private final int[] previous;
        private final PriorityQueue<Candidate> candidates = new PriorityQueue<>();

        Word(List<String> start) {
            int n = start.size();
            symbols = start.toArray(new String[0]);
            next = new int[n];
            previous = new int[n];
            for (int i = 0; i < n; i++) {
                next[i] = i + 1;
                previous[i] = i - 1;
            }
        }

        /** Remembers the pair that starts here, if it has a rank. */
        void consider(int at) {
            if (at < 0 || next[at] >= symbols.length) {
                return;
            }
            String second = symbols[next[at]];
            Integer rank = ranks.getOrDefault(symbols[at], Map.of()).get(second);
            if (rank != null) {
                candidates.add(new Candidate(rank, at, symbols[at], second));
            }
        }

        /** Merges a pair, unless one of the two has gone into another one meanwhile. */
        void apply(Candidate c) {
            int second = next[c.at];
            if (!c.first.equals(symbols[c.at])
                    || second >= symbols.length
                    || !c.second.equals(symbols[second])) {
                return;
            }
            symbols[c.at] = c.first + c.second;
            symbols[second] = null;
            next[c.at] = next[second];
            if (next[second] < symbols.length) {
                previous[next[second]] = c.at;
            }
            consider(previous[c.at]);
            consider(c.at);
        }

        List<String> rest() {
            List<String> rest = new ArrayList<>();
            for (String symbol : symbols) {
                if (symbol != null) {
                    rest.add(symbol);
                }
            }
            return rest;
        }
    }
}
