package org.symbiosis.spectral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of one image's objectives, optimisation and read-out. */
public final class SpectralParity {
    private SpectralParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "whatwhere-image-loss", SpectralParity::losses,
                "whatwhere-image-adam", SpectralParity::adam);
    }

    /** The layers {@code input.q.i} and {@code input.k.i}, {@code (heads, N, d)}. */
    private static List<AttentionLayer> layers(ParityFile file) {
        List<AttentionLayer> layers = new ArrayList<>();
        JsonNode described = file.config().get("layers");
        for (int i = 0; i < described.size(); i++) {
            int side = described.get(i).get("grid").asInt();
            Grid grid = new Grid(side, side);
            layers.add(layer(i, grid, file.tensor("input.q." + i), file.tensor("input.k." + i)));
        }
        return layers;
    }

    private static AttentionLayer layer(int i, Grid grid, Tensor q, Tensor k) {
        return new AttentionLayer("" + i, grid, q.unsqueeze(0), k.unsqueeze(0), k.unsqueeze(0));
    }

    private static GraphSet graphs(List<AttentionLayer> layers, GraphForm how) {
        return GraphSet.of(layers, Affinity.QUERY_KEY, how, GraphSet.MEMORY);
    }

    private static void losses(ParityFile file) {
        List<AttentionLayer> layers = layers(file);
        for (int i = 0; i < layers.size(); i++) {
            Sides sides = Sides.of(layers.get(i), Affinity.QUERY_KEY);
            file.check("output.attention." + i, Affinity.walks(sides.left(), sides.right()));
        }
        JsonNode c = file.config();
        double value = c.get("eig_weight").asDouble();
        double orthogonality = c.get("ortho_weight").asDouble();
        Resample pool = Resample.POOL;
        for (Evaluation e :
                List.of(
                        new Evaluation.Literal(),
                        new Evaluation.OneProduct(),
                        Evaluation.Certified.usual())) {
            check(
                    file,
                    "released",
                    layers,
                    "input.x",
                    new Objective.Released(e, pool, value, orthogonality));
        }
        check(
                file,
                "laplacian",
                layers,
                "input.x",
                new Objective.Laplacian(pool, value, orthogonality));
        check(file, "thesis", layers, "input.thesis.x", Objective.Printed.usual());
        Tensor q = file.tensor("input.sink.q");
        int side = (int) Math.round(Math.sqrt((double) q.size(1)));
        List<AttentionLayer> sink =
                List.of(layer(0, new Grid(side, side), q, file.tensor("input.sink.k")));
        check(
                file,
                "sink",
                sink,
                "input.sink.x",
                new Objective.Released(new Evaluation.Literal(), pool, value, orthogonality));
        check(
                file,
                "sink",
                sink,
                "input.sink.x",
                new Objective.Released(Evaluation.Certified.usual(), pool, value, orthogonality));
    }

    private static void check(
            ParityFile file,
            String tag,
            List<AttentionLayer> layers,
            String input,
            Objective objective) {
        Tensor x = file.tensor(input).clone().requires_grad_(true);
        boolean printed = objective instanceof Objective.Printed;
        Activation activation = printed ? Activation.NONE : Activation.SOFTMAX;
        try (GraphSet graphs = graphs(layers, objective.form());
                SpectralLoss loss = SpectralLoss.of(objective, graphs)) {
            Tensor X = activation.of(x);
            Tensor at = loss.of(X);
            at.backward();
            file.check("output." + tag + ".loss", at);
            file.check("grad." + tag + ".x", x.grad());
            values(file, tag, layers.size(), graphs, X.detach(), objective);
        }
    }

    private static void values(
            ParityFile file,
            String tag,
            int layers,
            GraphSet graphs,
            Tensor X,
            Objective objective) {
        Tensor[] values = new Tensor[layers];
        Tensor[] products = new Tensor[layers];
        for (GridGraphs grid : graphs.grids()) {
            Tensor Z =
                    objective instanceof Objective.Printed
                            ? Columns.on(grid.grid(), X, objective.resample())
                            : Columns.of(X, grid, objective.resample());
            Tensor v = OneProductSum.Values.of(grid, Z).v(); // (m, C)
            if (objective instanceof Objective.Laplacian) {
                v = v.neg().add(new org.bytedeco.pytorch.Scalar(1));
            }
            Tensor O = Columns.offDiagonal(Z);
            for (LayerSpan span : grid.layers()) {
                values[span.layer()] = v.narrow(0, span.from(), span.heads());
                products[span.layer()] =
                        Z.dim() == 2 ? O.unsqueeze(0) : O.narrow(0, span.from(), span.heads());
            }
        }
        List<Double> all = new ArrayList<>();
        List<Double> off = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            file.check("output." + tag + ".value." + l, values[l]);
            append(all, values[l]);
            appendOffDiagonal(off, products[l]);
        }
        file.check("output." + tag + ".values", array(all));
        file.check("output." + tag + ".offdiagonal", array(off));
    }

    private static void append(List<Double> to, Tensor values) {
        for (double v : Plain.doubles(values)) {
            to.add(v);
        }
    }

    static void appendOffDiagonal(List<Double> to, Tensor blocks) { // (n, C, C)
        double[] values = Plain.doubles(blocks);
        int C = (int) blocks.size(1);
        for (int i = 0; i < values.length; i++) {
            if (i / C % C != i % C) {
                to.add(values[i]);
            }
        }
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void adam(ParityFile file) {
        Objective objective = Objective.Released.by(new Evaluation.OneProduct());
        try (GraphSet graphs = graphs(layers(file), GraphForm.RANDOM_WALK);
                SpectralLoss loss = SpectralLoss.of(objective, graphs)) {
            direct(file, graphs, loss);
            conv(file, graphs, loss);
        }
    }

    private static void direct(ParityFile file, GraphSet graphs, SpectralLoss loss) {
        JsonNode c = file.config().get("direct");
        FeatureMap map = new FreeMap(file.config().get("channels").asInt(), graphs.finest(), 1);
        map.load(Map.of("x", file.tensor("input.x")));
        double[] losses = new double[c.get("steps").asInt()];
        try (Descent descent = new Descent(map, Activation.SOFTMAX, c.get("lr").asDouble(), 1)) {
            for (int step = 0; step < losses.length; step++) {
                losses[step] = descent.pass(loss);
                file.check("output.direct.x." + (step + 1), map.logits().detach());
            }
        }
        file.check("output.direct.losses", losses);
    }

    private static void conv(ParityFile file, GraphSet graphs, SpectralLoss loss) {
        JsonNode c = file.config().get("cnn");
        FeatureMap map =
                new SmoothMap(
                        file.config().get("channels").asInt(),
                        graphs.finest(),
                        c.get("hidden").asInt());
        Map<String, Tensor> first = new LinkedHashMap<>(file.parameters());
        for (String norm : List.of("bn1", "bn2")) {
            first.putIfAbsent(norm + ".num_batches_tracked", torch.zeros(new long[0]));
        }
        map.load(first);
        double[] losses = new double[c.get("passes").asInt()];
        try (Descent descent =
                        new Descent(
                                map,
                                Activation.SOFTMAX,
                                c.get("lr").asDouble(),
                                c.get("accumulate").asInt());
                NoGradGuard none = new NoGradGuard()) {
            for (int pass = 0; pass < losses.length; pass++) {
                try (org.bytedeco.pytorch.AutoGradMode on =
                        new org.bytedeco.pytorch.AutoGradMode(true)) {
                    losses[pass] = descent.pass(loss);
                }
            }
            file.check("output.cnn.losses", losses);
            map.parameters().forEach((name, p) -> parameter(file, name, p));
            Tensor X = descent.map();
            file.check("output.cnn.dense", X);
            readOut(file, X);
        }
    }

    /** Batch norm removes two of the biases, and Adam amplifies the rounding of their gradients. */
    private static void parameter(ParityFile file, String name, Tensor p) {
        if (name.equals("fc1.bias") || name.equals("fc2.bias")) {
            file.leaveOut("output.cnn.param." + name);
        } else {
            file.check("output.cnn.param." + name, p);
        }
    }

    private static void readOut(ParityFile file, Tensor X) {
        Orthogonalisation found = ImageSolver.orthogonal(X);
        Tensor U = Plain.tensor(found.eigenvectors(), found.N(), found.C());
        Tensor features = Plain.tensor(found.features(), found.N(), found.C());
        file.check("output.cnn.singular_values", found.values());
        file.check("output.cnn.projector", U.matmul(U.t()));
        file.check("output.cnn.reorth_abs", features.abs().t());
    }
}
