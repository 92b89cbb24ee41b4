package org.symbiosis.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Classes read off paths: after the folders that all images share, the next folder names the class.
 *
 * @param classes names in alphabetical order; empty when some image lies in no folder
 * @param labels class of each path, or -1
 */
@SuppressWarnings("ArrayRecordComponent")
record ClassFolders(List<String> classes, int[] labels) {
    static ClassFolders of(List<String> paths) {
        int shared = sharedFolders(paths);
        TreeSet<String> names = new TreeSet<>();
        int[] labels = new int[paths.size()];
        for (String path : paths) {
            String[] parts = path.split("/", -1);
            if (parts.length < shared + 2) {
                Arrays.fill(labels, -1);
                return new ClassFolders(List.of(), labels);
            }
            names.add(parts[shared]);
        }
        List<String> classes = new ArrayList<>(names);
        for (int i = 0; i < labels.length; i++) {
            String folder = paths.get(i).split("/", -1)[shared];
            labels[i] = Collections.binarySearch(classes, folder);
        }
        return new ClassFolders(List.copyOf(classes), labels);
    }

    private static int sharedFolders(List<String> paths) {
        String[] first = paths.get(0).split("/", -1);
        int shared = first.length - 1;
        for (String path : paths) {
            String[] parts = path.split("/", -1);
            int same = 0;
            while (same < Math.min(shared, parts.length - 1) && parts[same].equals(first[same])) {
                same++;
            }
            shared = same;
        }
        return shared;
    }
}
