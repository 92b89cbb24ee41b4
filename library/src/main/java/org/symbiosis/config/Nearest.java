package org.symbiosis.config;

import java.util.List;

/** Finds what somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** The name that takes the fewest changes; the first of several. */
    static String to(String given, List<String> names) {
        String nearest = names.get(0);
        for (String name : names) {
            nearest = distance(name, given) < distance(nearest, given) ? name : nearest;
        }
        return nearest;
    }

    /** Levenshtein's distance, ignoring case. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same =
                        Character.toLowerCase(a.charAt(i - 1))
                                == Character.toLowerCase(b.charAt(j - 1));
                int change = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
