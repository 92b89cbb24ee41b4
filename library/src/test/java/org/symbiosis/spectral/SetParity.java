package org.symbiosis.spectral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the graphs and the optimisation over several images. */
public final class SetParity {
    private SetParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "whatwhere-dataset-graph", SetParity::graphs,
                "whatwhere-dataset-adam", SetParity::adam,
                "whatwhere-ortho", OrthogonalParity::check);
    }

    /** Layer {@code i} with its heads already joined, as a layer of one head. */
    static AttentionLayer layer(ParityFile file, int i) {
        int side = file.config().get("layers").get(i).get("grid").asInt();
        return new AttentionLayer(
                "" + i,
                new Grid(side, side),
                file.tensor("input.q." + i).unsqueeze(1),
                file.tensor("input.k." + i).unsqueeze(1),
                file.tensor("input.v." + i).unsqueeze(1));
    }

    static SparseGraph graph(AttentionLayer layer, Affinity affinity, Links links) {
        LinkTable table = new LinkTable(layer.images() * layer.grid().size());
        int[] images = IntStream.range(0, layer.images()).toArray();
        LinkSearch.add(layer, affinity, links, images, table);
        return table.symmetric();
    }

    private static void graphs(ParityFile file) {
        JsonNode c = file.config();
        int intra = c.get("intra").asInt();
        int inter = c.get("inter").asInt();
        double threshold = c.get("threshold").asDouble();
        for (int i = 0; i < c.get("layers").size(); i++) {
            AttentionLayer layer = layer(file, i);
            Links split = new Links.Split(intra, inter, threshold);
            Links common = new Links.Common(intra + inter, threshold);
            check(file, "qk." + i, graph(layer, Affinity.QUERY_KEY, split));
            check(file, "vv." + i, graph(layer, Affinity.VALUE_VALUE, split));
            check(file, "qk_nosplit." + i, graph(layer, Affinity.QUERY_KEY, common));
            check(file, "vv_nosplit." + i, graph(layer, Affinity.VALUE_VALUE, common));
        }
    }

    private static void check(ParityFile file, String tag, SparseGraph graph) {
        Tensor index = graph.coordinates();
        file.check("output." + tag + ".indices", index);
        double[] walk = graph.walk();
        double[] sums = new double[graph.nodes()];
        long[] rows = Plain.longs(index.select(0, 0));
        for (int i = 0; i < rows.length; i++) {
            sums[(int) rows[i]] += walk[i];
        }
        file.check("output." + tag + ".values", walk);
        file.check("output." + tag + ".row_sum", sums);
    }

    /** Minibatches one after the other on a table of maps, with the averages of all of them. */
    private static void adam(ParityFile file) {
        JsonNode c = file.config();
        Tensor start = file.tensor("input.table"); // (images, C, side, side)
        int images = (int) start.size(0);
        MapTable.Entry[] table = new MapTable.Entry[images];
        for (int i = 0; i < images; i++) {
            float[] x = Plain.floats(start.select(0, i));
            table[i] = new MapTable.Entry(0, 0, x, new float[x.length], new float[x.length], x);
        }
        for (int b = 0; b < c.get("batches").size(); b++) {
            minibatch(file, b, table);
            float[][] values = new float[images][];
            float[][] averages = new float[images][];
            for (int i = 0; i < images; i++) {
                values[i] = table[i].values();
                averages[i] = MovingAverage.at(table[i], c.get("ema").asDouble(), b + 1);
            }
            file.check("output." + b + ".table", stacked(values));
            file.check("output." + b + ".ema", stacked(averages));
        }
    }

    private static void minibatch(ParityFile file, int b, MapTable.Entry[] table) {
        JsonNode c = file.config();
        JsonNode numbers = c.get("batches").get(b);
        int[] batch = IntStream.range(0, numbers.size()).map(j -> numbers.get(j).asInt()).toArray();
        Affinity affinity =
                c.get("graph").get(b).asText().equals("vv")
                        ? Affinity.VALUE_VALUE
                        : Affinity.QUERY_KEY;
        Links links =
                new Links.Split(
                        c.get("intra").asInt(),
                        c.get("inter").asInt(),
                        c.path("threshold").asDouble(Links.Split.usual().threshold()));
        List<AttentionLayer> layers =
                IntStream.range(0, c.get("layers").size()).mapToObj(i -> layer(file, i)).toList();
        List<MapTable.Entry> before = Arrays.stream(batch).mapToObj(i -> table[i]).toList();
        int channels = c.get("table").get(1).asInt();
        int side = c.get("table").get(2).asInt();
        double[] losses = new double[c.get("iterations").asInt()];
        try (Minibatch graphs = new Minibatch(layers, affinity, links);
                ImageAdam adam = new ImageAdam(before, channels, side)) {
            SetLoss loss = new SetLoss(graphs.graphs());
            first(file, b, adam.logits().softmax(1), graphs.graphs());
            for (int step = 0; step < losses.length; step++) {
                losses[step] = adam.step(loss, c.get("lr").asDouble());
            }
            MapTable.Entry[] after = adam.entries(before, c.get("ema").asDouble(), b + 1);
            for (int i = 0; i < batch.length; i++) {
                table[batch[i]] = after[i];
            }
        }
        file.check("output." + b + ".first_loss", losses[0]);
        file.check("output." + b + ".last_loss", losses[losses.length - 1]);
    }

    private static void first(ParityFile file, int b, Tensor X, List<SetGraph> graphs) {
        List<double[]> values = new ArrayList<>();
        List<Double> off = new ArrayList<>();
        for (SetGraph graph : graphs) {
            values.add(Plain.doubles(SetLoss.values(X, graph)));
            Tensor O = Columns.offDiagonal(SetLoss.columns(X, graph));
            SpectralParity.appendOffDiagonal(off, O.unsqueeze(0));
        }
        double[] all = values.stream().flatMapToDouble(Arrays::stream).toArray();
        file.check("output." + b + ".first_values", all);
        file.check("output." + b + ".first_offdiagonal", SpectralParity.array(off));
    }

    private static Tensor stacked(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
        }
        return Plain.tensor(all, all.length);
    }
}
