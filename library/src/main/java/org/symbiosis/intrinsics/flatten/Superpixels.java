package org.symbiosis.intrinsics.flatten;

import java.util.Arrays;

/**
 * Small pieces of even colour (after Felzenszwalb and Huttenlocher 2004): neighbours are joined in
 * the order of their difference as long as that is no larger than those inside both pieces.
 */
final class Superpixels {
    private static final double LIGHTNESS = 0.3;
    private static final double SIGMA = 0.5;
    private static final int SCALE = 500;
    private static final int EXTRA = 20;
    private static final int LEAST = 5;

    private final int[] parent;
    private final int[] size;
    private final double[] inner;

    private Superpixels(int pixels) {
        parent = new int[pixels];
        size = new int[pixels];
        inner = new double[pixels];
        Arrays.setAll(parent, i -> i);
        Arrays.fill(size, 1);
    }

    /** An edge between two pixels. */
    private record Edge(int from, int to, double weight) {}

    /** The piece of each pixel, 0, 1, ...: {@code (height, width)}. */
    static int[] of(ByteImage lab) {
        double[] smooth = smooth(lab);
        Edge[] edges = edges(smooth, lab.width(), lab.height());
        Superpixels pieces = new Superpixels(lab.pixels());
        int most = lab.pixels() / SCALE + EXTRA;
        for (Edge e : edges) {
            pieces.join(e, most);
        }
        for (Edge e : edges) {
            pieces.absorb(e);
        }
        return pieces.labels();
    }

    private int root(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void join(Edge e, int most) {
        int a = root(e.from);
        int b = root(e.to);
        boolean isEven =
                e.weight <= inner[a] + (double) SCALE / size[a]
                        && e.weight <= inner[b] + (double) SCALE / size[b];
        if (a != b && isEven && size[a] + size[b] <= most) {
            unite(a, b, e.weight);
        }
    }

    private void absorb(Edge e) {
        int a = root(e.from);
        int b = root(e.to);
        if (a != b && (size[a] < LEAST || size[b] < LEAST)) {
            unite(a, b, e.weight);
        }
    }

    private void unite(int a, int b, double weight) {
        parent[b] = a;
        size[a] += size[b];
        inner[a] = Math.max(weight, Math.max(inner[a], inner[b]));
    }

    private int[] labels() {
        int[] names = new int[parent.length];
        Arrays.fill(names, -1);
        int[] labels = new int[parent.length];
        int next = 0;
        for (int i = 0; i < labels.length; i++) {
            int r = root(i);
            if (names[r] < 0) {
                names[r] = next++;
            }
            labels[i] = names[r];
        }
        return labels;
    }

    /** Lightness at 0.3, a and b, smoothed a little: {@code (height, width, 3)}. */
    private static double[] smooth(ByteImage lab) {
        double side = Math.exp(-1 / (2 * SIGMA * SIGMA));
        double far = Math.exp(-4 / (2 * SIGMA * SIGMA));
        double[] kernel = {far, side, 1, side, far};
        double[] v = lab.values().clone();
        for (int i = 0; i < v.length; i += 3) {
            v[i] *= LIGHTNESS;
        }
        double[] across = blur(v, lab.width(), lab.height(), kernel, 0, 1);
        return blur(across, lab.width(), lab.height(), kernel, 1, 0);
    }

    private static double[] blur(double[] v, int w, int h, double[] kernel, int down, int right) {
        double[] out = new double[v.length];
        for (int r = 0; r < h; r++) {
            for (int c = 0; c < w; c++) {
                double total = 0;
                for (int k = -2; k <= 2; k++) {
                    int row = Math.max(0, Math.min(h - 1, r + k * down));
                    int column = Math.max(0, Math.min(w - 1, c + k * right));
                    total += kernel[k + 2];
                    for (int ch = 0; ch < 3; ch++) {
                        out[3 * (r * w + c) + ch] += kernel[k + 2] * v[3 * (row * w + column) + ch];
                    }
                }
                for (int ch = 0; ch < 3; ch++) {
                    out[3 * (r * w + c) + ch] /= total;
                }
            }
        }
        return out;
    }

    /**
     * To the right, below, and both diagonals below; by weight, then in the order of the pixels.
     */
    private static Edge[] edges(double[] v, int w, int h) {
        int[][] ways = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};
        Edge[] edges = new Edge[4 * w * h];
        int count = 0;
        for (int r = 0; r < h; r++) {
            for (int c = 0; c < w; c++) {
                for (int[] way : ways) {
                    int row = r + way[0];
                    int column = c + way[1];
                    if (row < h && column >= 0 && column < w) {
                        int i = r * w + c;
                        int j = row * w + column;
                        edges[count++] = new Edge(i, j, distance(v, i, j));
                    }
                }
            }
        }
        Edge[] all = Arrays.copyOf(edges, count);
        Arrays.sort(all, (a, b) -> Double.compare(a.weight, b.weight)); // stable
        return all;
    }

    private static double distance(double[] v, int i, int j) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double d = v[3 * i + c] - v[3 * j + c];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    /** In each piece the pixel whose colour is nearest to the piece's mean. */
    static int[] representatives(int[] labels, ByteImage picture) {
        int count = Arrays.stream(labels).max().orElse(-1) + 1;
        double[] means = new double[3 * count];
        int[] sizes = new int[count];
        double[] v = picture.values();
        for (int i = 0; i < labels.length; i++) {
            sizes[labels[i]]++;
            for (int c = 0; c < 3; c++) {
                means[3 * labels[i] + c] += v[3 * i + c];
            }
        }
        int[] nearest = new int[count];
        double[] least = new double[count];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                double d = v[3 * i + c] - means[3 * label + c] / sizes[label];
                sum += d * d;
            }
            if (sum < least[label]) {
                least[label] = sum;
                nearest[label] = i;
            }
        }
        return nearest;
    }
}
