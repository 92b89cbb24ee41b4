package org.symbiosis.spectral;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The released loop over minibatches, on maps that live in a file: a run that was interrupted goes
 * on where it stood and ends with the same bytes.
 */
final class Alternation {
    private static final long ORDER = 1;
    private static final long NOISE = 2;
    private static final long FIRST = 3;

    private final SetConfig config;
    private final SetSolver.Alternation solver;
    private final SetAttention attention;
    private final int images;

    Alternation(
            SetConfig config, SetSolver.Alternation solver, SetAttention attention, int images) {
        this.config = config;
        this.solver = solver;
        this.attention = attention;
        this.images = images;
    }

    private Grid grid() {
        return new Grid(config.side(), config.side());
    }

    private int length() {
        return config.channels() * grid().size();
    }

    /**
     * Runs to the last iteration, from wherever the file stands.
     *
     * @param file keeps the state, and stays
     * @param progress hears the number of each minibatch done
     */
    SetFeatures run(Path file, LongConsumer progress) {
        try (MapTable table = MapTable.open(file, images, length(), identity())) {
            if (!table.isBegun()) {
                begin(table);
            }
            while (table.iterations() < solver.iterations()) {
                iterate(table);
                progress.accept(table.iterations());
            }
            return new SetReadOut(new Averages(table), config.channels(), grid()).features();
        }
    }

    /** What makes a table this run's own: everything but how long it runs. */
    private long identity() {
        SetSolver.Alternation length =
                new SetSolver.Alternation(1, solver.steps(), solver.rate(), solver.decay());
        String text = config.toString().replace(solver.toString(), length.toString());
        return SplitMix.of(text.chars().asLongStream().toArray()).next();
    }

    private void begin(MapTable table) {
        for (int i = 0; i < images; i++) {
            long seed = SplitMix.of(config.seed(), FIRST, i).next();
            try (Scope s = Scope.open()) {
                float[] values = Plain.floats(SeededDraw.tensor(seed, () -> torch.randn(length())));
                float[] zero = new float[length()];
                table.put(i, new MapTable.Entry(0, 0, values, zero, zero, values));
            }
        }
        table.begun();
    }

    private void iterate(MapTable table) {
        long iteration = table.iterations();
        int[] batch = batch(iteration);
        List<MapTable.Entry> before = Arrays.stream(batch).mapToObj(table::get).toList();
        try (Scope s = Scope.open();
                ImageAdam adam = new ImageAdam(before, config.channels(), config.side());
                Minibatch graphs =
                        new Minibatch(
                                attention.layers(
                                        batch, SplitMix.of(config.seed(), NOISE, iteration)),
                                config.affinity(),
                                config.links())) {
            SetLoss loss = new SetLoss(graphs.graphs());
            for (int step = 0; step < solver.steps(); step++) {
                adam.step(loss, solver.rate());
            }
            table.commit(batch, adam.entries(before, solver.decay(), iteration + 1));
        }
    }

    /** The images of a minibatch: epochs are shuffled, and their last partial batch is dropped. */
    private int[] batch(long iteration) {
        int size = Math.min(config.batch(), images);
        long perEpoch = images / size;
        int[] order = SplitMix.of(config.seed(), ORDER, iteration / perEpoch).permutation(images);
        int from = (int) (iteration % perEpoch) * size;
        return IntStream.range(from, from + size).map(i -> order[i]).toArray();
    }

    /** The moving averages as maps. */
    private final class Averages implements MapStore {
        private final MapTable table;

        Averages(MapTable table) {
            this.table = table;
        }

        @Override
        public int images() {
            return table.images();
        }

        @Override
        public float[] map(int image) {
            try (Scope s = Scope.open()) {
                float[] average =
                        MovingAverage.at(table.get(image), solver.decay(), table.iterations());
                Tensor logits = Plain.tensor(average, config.channels(), grid().size());
                return Plain.floats(logits.softmax(0));
            }
        }
    }
}
