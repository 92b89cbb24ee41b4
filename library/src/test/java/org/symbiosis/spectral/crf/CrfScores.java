package org.symbiosis.spectral.crf;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.testing.ParityFile;

/** Mean IoU of refined clusters, matched with classes before the refinement. */
final class CrfScores {
    private static final double TIES = 1e-3;

    private CrfScores() {}

    static void check(ParityFile file, DenseCrf crf) {
        if (!file.has("output.greedy.miou") && !file.has("output.hungarian.miou")) {
            return;
        }
        Tensor clusters = file.tensor("input.clusters");
        Tensor truth = file.tensor("input.labels");
        int classes = (int) file.tensor("input.logits").size(0);
        int images = (int) truth.size(0);
        Grid coarse = new Grid((int) clusters.size(1), (int) clusters.size(2));
        long[][] overlap = new long[classes][classes];
        for (int i = 0; i < images; i++) {
            int[] labels = CrfParity.ints(truth.get(i));
            LabelMap map =
                    new LabelMap(coarse, CrfParity.ints(clusters.get(i)))
                            .resized((int) truth.size(1), (int) truth.size(2));
            count(map.labels(), labels, overlap);
        }
        near(file, "output.greedy.miou", miou(file, crf, greedy(overlap), classes));
        near(file, "output.hungarian.miou", miou(file, crf, best(overlap), classes));
    }

    /** The reference counts in single precision, and a pixel whose labels tie may fall over. */
    private static void near(ParityFile file, String name, double ours) {
        if (file.has(name)) {
            double theirs = file.tensor(name).item_double();
            boolean good = Math.abs(ours - theirs) <= TIES * theirs;
            file.accept(name, good, ours + ", not " + theirs);
        }
    }

    private static double miou(ParityFile file, DenseCrf crf, int[] names, int classes) {
        Tensor clusters = file.tensor("input.clusters");
        Tensor truth = file.tensor("input.labels");
        Grid coarse = new Grid((int) clusters.size(1), (int) clusters.size(2));
        long[][] confusion = new long[classes][classes];
        for (int i = 0; i < (int) truth.size(0); i++) {
            int[] named =
                    Arrays.stream(CrfParity.ints(clusters.get(i))).map(k -> names[k]).toArray();
            LabelMap refined =
                    crf.refine(
                            CrfParity.picture(file.tensor("input.images").get(i)),
                            new LabelMap(coarse, named),
                            classes);
            count(refined.labels(), CrfParity.ints(truth.get(i)), confusion);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            double all = 1e-10;
            for (int o = 0; o < classes; o++) {
                all += confusion[c][o] + (o == c ? 0 : confusion[o][c]);
            }
            sum += confusion[c][c] / all / classes;
        }
        return sum;
    }

    private static void count(int[] ours, int[] truth, long[][] table) {
        for (int p = 0; p < truth.length; p++) {
            if (truth[p] >= 0 && truth[p] < table.length) {
                table[ours[p]][truth[p]]++;
            }
        }
    }

    private static int[] greedy(long[][] overlap) {
        int[] names = new int[overlap.length];
        for (int k = 0; k < names.length; k++) {
            for (int c = 1; c < names.length; c++) {
                names[k] = overlap[k][c] > overlap[k][names[k]] ? c : names[k];
            }
        }
        return names;
    }

    /** One to one, by trying all sets of classes. */
    private static int[] best(long[][] overlap) {
        int n = overlap.length;
        long[] most = new long[1 << n];
        int[] last = new int[1 << n];
        for (int set = 1; set < 1 << n; set++) {
            int k = Integer.bitCount(set) - 1;
            most[set] = -1;
            for (int c = 0; c < n; c++) {
                if ((set >> c & 1) == 1 && most[set ^ 1 << c] + overlap[k][c] > most[set]) {
                    most[set] = most[set ^ 1 << c] + overlap[k][c];
                    last[set] = c;
                }
            }
        }
        int[] names = new int[n];
        int set = (1 << n) - 1;
        for (int k = n - 1; k >= 0; k--) {
            names[k] = last[set];
            set ^= 1 << last[set];
        }
        return names;
    }
}
