package org.symbiosis.data;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Small coloured pictures made up on the spot; some of them may be damaged. */
public class MemoryImages implements ImageSource {
    private final int size;
    private final int side;
    private final Set<Integer> damaged;
    private final AtomicInteger reads = new AtomicInteger();

    /** So many square pictures, all of them readable unless named as damaged. */
    public MemoryImages(int size, int side, Integer... damaged) {
        this.size = size;
        this.side = side;
        this.damaged = Set.of(damaged);
    }

    /** How often a picture was asked for. */
    public int reads() {
        return reads.get();
    }

    @Override
    public String name() {
        return "made-up pictures";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String path(int i) {
        return "%03d.png".formatted(i);
    }

    @Override
    public int label(int i) {
        return i % 2;
    }

    @Override
    public List<String> classes() {
        return List.of("even", "odd");
    }

    /** Waves whose direction and colour differ from picture to picture. */
    @Override
    public Picture read(int i) throws IOException {
        reads.incrementAndGet();
        if (damaged.contains(i)) {
            throw new IOException(path(i) + ": damaged on purpose");
        }
        SplitMix random = SplitMix.of(i, 77);
        byte[] samples = new byte[3 * side * side];
        for (int c = 0; c < 3; c++) {
            double fx = random.u(-0.3, 0.3);
            double fy = random.u(-0.3, 0.3);
            double phase = random.u(0, 6);
            for (int p = 0; p < side * side; p++) {
                double wave = StrictMath.sin(fx * (p % side) + fy * (p / side) + phase);
                samples[3 * p + c] = (byte) Math.round(127.5 + 127.5 * wave);
            }
        }
        return new Picture(side, side, 3, samples);
    }
}
