package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.TransformerConfig.BranchScale;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.tensor.WeightFile;

/** A vision transformer in a file: what it is by its names and shapes, and its tensors. */
final class VitReader {
    private static final double EPS = 1e-6;
    private static final double HUB_EPS = 1e-12;

    private static final Pattern CLASSIFIER = Pattern.compile("(.*\\.)?(head|classifier)\\.weight");

    private final String where;
    private final WeightFile file;
    private final VitNames names;
    private final VitOptions options;

    /**
     * Looks at the names of a file.
     *
     * @param where the file, for messages
     * @throws UserError when there is no transformer, or more than one
     */
    VitReader(String where, WeightFile file, VitOptions options) {
        this.where = where;
        this.file = file;
        this.names = VitNames.of(where, file.names());
        this.options = options;
    }

    /** The names, sorted. */
    VitNames names() {
        return names;
    }

    /** Shapes under our names, without reading the tensors. */
    Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> e : names.sources().entrySet()) {
            long[] shape = file.shape(e.getValue().get(0));
            for (String more : e.getValue().subList(1, e.getValue().size())) {
                long[] next = file.shape(more);
                if (shape.length > 0 && next.length > 0) {
                    shape[0] += next[0];
                }
            }
            shapes.put(e.getKey(), shape);
        }
        long[] table = shapes.get("pos_embed");
        if (table != null && table.length == 3 && side(table[1]) > 0) {
            table[1]++; // a table without the class token's row
        }
        return shapes;
    }

    /** Values in all tensors. */
    long parameters() {
        return shapes().values().stream().mapToLong(Shapes::count).sum();
    }

    private static int side(long places) {
        long side = Math.round(Math.sqrt((double) places));
        return side * side == places ? (int) side : 0;
    }

    /** The family, by layer scale and positions. */
    VitFamily family() {
        Map<String, long[]> shapes = shapes();
        if (shapes.containsKey("blocks.0.ls1.gamma")) {
            return shapes.containsKey("register_tokens")
                    ? VitFamily.DINOV2_REGISTERS
                    : VitFamily.DINOV2;
        }
        try (Scope s = Scope.open()) {
            return VitFamily.ofPositions(tensor("pos_embed"), grid(shapes));
        }
    }

    private Grid grid(Map<String, long[]> shapes) {
        long[] table = shape(shapes, "pos_embed", 3);
        int side = side(table[1] - 1);
        if (side == 0) {
            throw broken("its positions, " + Shapes.text(table) + ", are not of a square grid");
        }
        return new Grid(side, side);
    }

    private long[] shape(Map<String, long[]> shapes, String name, int dimensions) {
        long[] shape = shapes.get(name);
        if (shape == null || shape.length != dimensions) {
            throw broken(
                    "'%s' is %s".formatted(name, shape == null ? "missing" : Shapes.text(shape)));
        }
        for (long s : shape) {
            if (s < 1 || s > Integer.MAX_VALUE) {
                throw broken("'%s' is %s".formatted(name, Shapes.text(shape)));
            }
        }
        return shape;
    }

    private UserError broken(String why) {
        return UserError.failed(
                where + " holds no vision transformer that we know (" + why + ")",
                "give the weights of a ViT with a class token and square patches");
    }

    /** The configuration that the names and shapes speak of; every tensor fits it. */
    VisionTransformerConfig config() {
        Map<String, long[]> shapes = shapes();
        VitFamily family = family();
        long[] proj = shape(shapes, "patch_embed.proj.weight", 4);
        int dim = (int) shape(shapes, "cls_token", 3)[2];
        int patch = (int) proj[2];
        Grid grid = grid(shapes);
        int registers =
                shapes.containsKey("register_tokens")
                        ? (int) shape(shapes, "register_tokens", 3)[1]
                        : 0;
        VisionTransformerConfig config =
                new VisionTransformerConfig(
                        Math.multiplyExact(grid.rows(), patch),
                        Math.multiplyExact(grid.columns(), patch),
                        (int) proj[1],
                        patch,
                        blocks(shapes, family, dim),
                        Positions.Kind.LEARNT,
                        VisionTransformerConfig.End.NORM,
                        registers,
                        family.regridding());
        VitLayout.check(where, shapes, "a ViT of width " + dim, VitLayout.of(config));
        return config;
    }

    private TransformerConfig blocks(Map<String, long[]> shapes, VitFamily family, int dim) {
        int depth = 0;
        while (shapes.containsKey("blocks." + depth + ".norm1.weight")) {
            depth++;
        }
        int heads = options.heads() > 0 ? options.heads() : heads(family, dim);
        if (depth == 0 || heads == 0 || dim % heads != 0) {
            throw broken(depth + " blocks of width " + dim + " and " + heads + " heads");
        }
        long hidden = shape(shapes, "blocks.0.mlp.fc1.weight", 2)[0];
        return new TransformerConfig(
                dim,
                depth,
                heads,
                (double) hidden / dim,
                eps(),
                shapes.containsKey("blocks.0.attn.qkv.bias") ? Bias.LEARNT : Bias.NONE,
                new Shortcut.Identity(),
                shapes.containsKey("blocks.0.ls1.gamma") ? BranchScale.LEARNT : BranchScale.NONE);
    }

    private int heads(VitFamily family, int dim) {
        return VitNotes.of(file.metadata()).heads().orElse(family.heads(dim));
    }

    private double eps() {
        if (options.normEps() > 0) {
            return options.normEps();
        }
        boolean scaled = names.sources().containsKey("blocks.0.ls1.gamma");
        return VitNotes.of(file.metadata())
                .normEps()
                .orElse(names.hub() && !scaled ? HUB_EPS : EPS);
    }

    /** How images are normalised. */
    Normalisation normalisation() {
        if (options.normalisation() != null) {
            return options.normalisation();
        }
        boolean classifier =
                family() == VitFamily.DINO
                        && names.ignored().stream().anyMatch(CLASSIFIER.asMatchPredicate());
        return VitNotes.of(file.metadata())
                .normalisation()
                .orElse(classifier ? Normalisation.HALF : Normalisation.IMAGENET);
    }

    /** All tensors under our names, owned by the caller's scope. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        names.sources().keySet().forEach(name -> all.put(name, tensor(name)));
        return all;
    }

    private Tensor tensor(String name) {
        TensorVector parts = new TensorVector();
        names.sources()
                .getOrDefault(name, List.of())
                .forEach(source -> parts.push_back(file.tensor(source)));
        if (parts.size() == 0) {
            throw broken("'" + name + "' is missing");
        }
        Tensor whole = parts.size() == 1 ? parts.get(0) : cat(parts, 0);
        if (name.equals("pos_embed") && side(whole.size(1)) > 0) {
            return cat(new TensorVector(zeros_like(whole.narrow(1, 0, 1)), whole), 1);
        }
        return whole;
    }

    /** Makes the transformer. */
    VitModel model(String name) {
        VisionTransformerConfig config = config();
        VisionTransformer transformer = Seed.aside(() -> new VisionTransformer(config));
        try (Scope s = Scope.open()) {
            transformer.load(tensors());
            return new VitModel(name, transformer, normalisation());
        } catch (RuntimeException e) {
            transformer.close();
            throw e;
        }
    }
}
