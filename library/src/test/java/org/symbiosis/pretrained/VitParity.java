package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.linear;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Regridding;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.testing.MemoryWeights;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of public vision transformers, under every naming, and of their positions. */
public final class VitParity {
    private static final Pattern TABLE = Pattern.compile("output\\.(mae|mocov3)\\.(\\d+)\\.(\\d+)");

    private VitParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "nested-vit-timm", file -> check(file, VitParity::timm),
                "nested-vit-hf", file -> check(file, VitParity::hub),
                "nested-vit-dino", file -> check(file, VitParity::dino),
                "nested-vit-dinov2", file -> check(file, VitParity::dinov2),
                "nested-vit-positions", VitParity::positions,
                "whatwhere-resize", VitParity::resize);
    }

    /** Compares one family's outputs; the transformer has the file's parameters. */
    private interface Outputs {
        void check(ParityFile file, VisionTransformer vit);
    }

    private static void check(ParityFile file, Outputs outputs) {
        JsonNode c = file.config();
        VitOptions options =
                VitOptions.OF_THE_FILE
                        .withHeads(c.get("heads").asInt())
                        .withNormEps(c.get("eps").asDouble());
        MemoryWeights weights = new MemoryWeights(file.parameters());
        VitReader reader = new VitReader("parity", weights, options);
        VisionTransformerConfig config = withRegridding(reader.config(), c);
        try (VisionTransformer vit = new VisionTransformer(config);
                NoGradGuard g = new NoGradGuard()) {
            vit.load(reader.tensors());
            outputs.check(file, vit);
        }
    }

    /** The way to fit positions that the file names, where it names one. */
    private static VisionTransformerConfig withRegridding(
            VisionTransformerConfig read, JsonNode config) {
        if (!config.has("interpolate_offset")) {
            return read;
        }
        double offset = config.get("interpolate_offset").asDouble();
        Regridding named =
                config.path("interpolate_antialias").asBoolean()
                        ? new Regridding.Antialiased()
                        : offset > 0 ? new Regridding.ByFactor(offset) : new Regridding.BySize();
        return new VisionTransformerConfig(
                read.height(),
                read.width(),
                read.channels(),
                read.patch(),
                read.blocks(),
                read.positions(),
                read.end(),
                read.registers(),
                named);
    }

    private static Trace everything() {
        return Trace.matching(name -> true);
    }

    private static void timm(ParityFile file, VisionTransformer vit) {
        Trace trace = everything();
        Tensor out = vit.forward(file.tensor("input.pixel_values"), trace);
        for (int l = 0; l < vit.config().blocks().depth(); l++) {
            TensorVector parts = new TensorVector();
            for (String part : new String[] {"q", "k", "v"}) {
                Tensor t = trace.get("blocks." + l + ".attn." + part); // (B, heads, N, d)
                parts.push_back(t.transpose(1, 2).flatten(2, 3));
            }
            file.check("output.blocks." + l + ".attn.qkv", cat(parts, 2));
            file.check("output.blocks." + l, trace.get("blocks." + l));
        }
        file.check("output.forward_features", out);
    }

    private static void hub(ParityFile file, VisionTransformer vit) {
        Tensor images = file.tensor("input.pixel_values");
        Trace trace = everything();
        Tensor out = vit.forward(images, trace);
        file.check("output.hidden_states.0", embedded(vit, images));
        for (int l = 0; l < vit.config().blocks().depth(); l++) {
            file.check("output.hidden_states." + (l + 1), trace.get("blocks." + l));
            file.check("output.attentions." + l, trace.get("blocks." + l + ".attn.attention"));
        }
        file.check("output.last_hidden_state", out);
        if (file.has("output.pooler_output")) {
            Tensor weight = file.tensor("param.pooler.dense.weight");
            Tensor bias = file.tensor("param.pooler.dense.bias");
            file.check("output.pooler_output", linear(out.select(1, 0), weight, bias).tanh());
        }
        if (file.has("input.larger")) {
            Tensor larger = vit.forward(file.tensor("input.larger"), Trace.none());
            file.check("output.larger.last_hidden_state", larger);
        }
    }

    private static Tensor embedded(VisionTransformer vit, Tensor images) {
        Tensor first = vit.state().get("cls_token").add(vit.positions(images).narrow(1, 0, 1));
        Tensor cls = first.expand(images.size(0), -1, -1);
        return cat(new TensorVector(cls, vit.embed(images)), 1);
    }

    private static void dino(ParityFile file, VisionTransformer vit) {
        int depth = vit.config().blocks().depth();
        Trace trace = everything();
        Tensor out = vit.forward(file.tensor("input.pixel_values"), trace);
        file.check("output.cls", out.select(1, 0));
        int last = file.names("output.intermediate.").size();
        for (int i = 0; i < last; i++) {
            file.check(
                    "output.intermediate." + i, vit.end(trace.get("blocks." + (depth - last + i))));
        }
        if (file.has("input.larger")) {
            Tensor images = file.tensor("input.larger");
            Trace large = everything();
            file.check("output.larger.cls", vit.forward(images, large).select(1, 0));
            file.check("output.larger.pos_embed", vit.positions(images));
            file.check(
                    "output.larger.last_selfattention",
                    large.get("blocks." + (depth - 1) + ".attn.attention"));
        }
    }

    private static void dinov2(ParityFile file, VisionTransformer vit) {
        int depth = vit.config().blocks().depth();
        Tensor images = file.tensor("input.pixel_values");
        Grid grid = Grid.of(images.size(2), images.size(3), vit.config().patch());
        Trace trace = everything();
        Tensor out = vit.forward(images, trace);
        file.check("output.cls", out.select(1, 0));
        file.check("output.patches", patches(vit, out));
        file.check("output.prenorm", trace.get("blocks." + (depth - 1)));
        int last = file.names("output.intermediate.").size() / 2;
        for (int i = 0; i < last; i++) {
            Tensor normed = vit.end(trace.get("blocks." + (depth - last + i)));
            Tensor map =
                    patches(vit, normed)
                            .transpose(1, 2)
                            .reshape(images.size(0), -1, grid.rows(), grid.columns());
            file.check("output.intermediate." + i + ".map", map);
            file.check("output.intermediate." + i + ".cls", normed.select(1, 0));
        }
        if (file.has("input.larger")) {
            Tensor larger = vit.forward(file.tensor("input.larger"), Trace.none());
            file.check("output.larger.cls", larger.select(1, 0));
            file.check("output.larger.patches", patches(vit, larger));
        }
    }

    private static Tensor patches(VisionTransformer vit, Tensor tokens) {
        long special = 1L + vit.config().registers();
        return tokens.narrow(1, special, tokens.size(1) - special);
    }

    private static void positions(ParityFile file) {
        for (String name : file.expected("output.")) {
            Matcher m = TABLE.matcher(name);
            if (m.matches()) {
                int side = Integer.parseInt(m.group(3));
                Positions.Order order =
                        m.group(1).equals("mae")
                                ? Positions.Order.COLUMN_FIRST
                                : Positions.Order.ROW_FIRST;
                int dim = Integer.parseInt(m.group(2));
                file.check(name, Positions.sinCos(dim, new Grid(side, side), 1, order));
            }
        }
    }

    private static void resize(ParityFile file) {
        JsonNode c = file.config();
        Regridding bySize = new Regridding.BySize();
        Tensor table = file.tensor("input.positions");
        Grid from = grid(c.get("positions_from"));
        file.check("output.positions", bySize.fit(table, from, grid(c.get("positions_to"))));
        Tensor q = enlarged(file.tensor("input.q"), c);
        Tensor k = enlarged(file.tensor("input.k"), c);
        Scalar scale = new Scalar(1 / Math.sqrt(c.get("head_dim").asDouble()));
        Tensor logits = q.mul(scale).matmul(k.transpose(1, 2)); // (heads, 1 + N, 1 + N)
        file.check(
                "output.logits_rows",
                logits.narrow(1, 0, file.tensor("output.logits_rows").size(1)));
        file.check("output.logits_sum", logits.sum(2));
    }

    /** Queries or keys {@code (1, heads, 1 + N, d)} as {@code (heads, 1 + N', d)}. */
    private static Tensor enlarged(Tensor t, JsonNode config) {
        Tensor heads = t.flatten(0, 1);
        return new Regridding.BySize().fit(heads, grid(config.get("from")), grid(config.get("to")));
    }

    private static Grid grid(JsonNode sides) {
        return new Grid(sides.get(0).asInt(), sides.get(1).asInt());
    }
}
