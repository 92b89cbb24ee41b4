package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.where;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.tensor.Scope;

/** What enters a {@link UVit}: {@code [class] [time] [text] [latents, top first] [patches]}. */
final class UVitTokens extends Layer {
    private final UVitConfig config;
    private final Tensor nullToken; // (1, 1, D), or null without latents
    private final Tensor posEmbed; // (1, extras + N, D)
    private final PatchEmbedding patchEmbed;
    private final TimeEmbedding timeEmbed;
    private final Embedding labelEmb;
    private final Linear contextEmbed;
    private final List<PatchEmbedding> condEmbed = new ArrayList<>();

    UVitTokens(UVitConfig config) {
        this.config = config;
        UVitConditioning told = config.conditioning();
        int dim = config.dim();
        boolean seesLatents = !told.latents().isEmpty();
        nullToken = seesLatents ? parameter("null_token", empty(1, 1, dim)) : null;
        posEmbed = parameter("pos_embed", empty(1, config.extras() + config.grid().size(), dim));
        patchEmbed =
                child("patch_embed", new PatchEmbedding(config.channels(), dim, config.patch()));
        timeEmbed =
                config.time() == UVitConfig.Time.MLP
                        ? child("time_embed", new TimeEmbedding(dim))
                        : null;
        labelEmb = told.labels() > 0 ? child("label_emb", new Embedding(told.labels(), dim)) : null;
        contextEmbed =
                told.textTokens() > 0
                        ? child("context_embed", new Linear(told.textChannels(), dim))
                        : null;
        for (UVitConditioning.Latent l : told.latents()) {
            condEmbed.add(
                    child(
                            "cond_embed." + condEmbed.size(),
                            new PatchEmbedding(l.channels(), dim, l.patch())));
        }
    }

    /** First values of what is no linear map: embeddings at the framework's default. */
    void initialise() {
        firstPositions();
        if (nullToken != null) {
            Initialisation.truncatedNormal(nullToken, 0.02);
        }
        if (labelEmb != null) {
            Initialisation.normal(labelEmb.weight(), 1);
        }
    }

    private void firstPositions() {
        switch (config.firstWeights()) {
            case PUBLISHED -> Initialisation.truncatedNormal(posEmbed, 0.02);
            case BY_FAN -> {
                Initialisation.normal(posEmbed, 0.5); // of the tokens that are no patches
                try (Scope s = Scope.open();
                        NoGradGuard g = new NoGradGuard()) {
                    Tensor patches = Positions.sinCos(config.dim(), config.grid(), 0);
                    posEmbed.narrow(1, config.extras(), config.grid().size()).copy_(patches);
                }
            }
        }
    }

    /** All tokens with their positions, {@code (B, extras + N, D)}. */
    Tensor forward(Tensor x, Tensor time, UVitContext context, Trace trace) {
        TensorVector tokens = new TensorVector();
        if (labelEmb != null) {
            tokens.push_back(labelEmb.forward(needed(context.labels(), "classes")).unsqueeze(1));
        }
        tokens.push_back(time(time, trace).unsqueeze(1));
        if (contextEmbed != null) {
            tokens.push_back(contextEmbed.forward(needed(context.text(), "texts")));
        }
        latents(context).forEach(tokens::push_back);
        Tensor patches = patchEmbed.forward(x); // (B, N, D)
        trace.offer("patch_embed", () -> patches);
        tokens.push_back(patches);
        return cat(tokens, 1).add(positions(x));
    }

    private Tensor time(Tensor time, Trace trace) {
        Tensor token =
                timeEmbed == null
                        ? TimeEmbedding.waves(time, config.dim())
                        : timeEmbed.forward(time); // (B, D)
        trace.offer("time", () -> token);
        return token;
    }

    private List<Tensor> latents(UVitContext context) {
        if (context.latents().size() != condEmbed.size()) {
            throw new IllegalArgumentException(
                    context.latents().size()
                            + " latents, and the network sees "
                            + condEmbed.size());
        }
        List<Tensor> tokens = new ArrayList<>();
        for (int m = 0; m < condEmbed.size(); m++) {
            Tensor seen = condEmbed.get(m).forward(context.latents().get(m)); // (B, n, D)
            tokens.add(context.kept() == null ? seen : where(kept(context, m), seen, nullToken));
        }
        return tokens;
    }

    /** Whether a sample sees its latent m: {@code (B, 1, 1)}. */
    private static Tensor kept(UVitContext context, int m) {
        Tensor kept = context.kept();
        return (kept.dim() == 1 ? kept : kept.select(1, m)).view(-1, 1, 1);
    }

    /** Learnt positions, interpolated for inputs of another size. */
    private Tensor positions(Tensor x) {
        Grid grid = Grid.of(x.size(2), x.size(3), config.patch());
        return new Regridding.BySize().fit(posEmbed, config.grid(), grid);
    }

    private static Tensor needed(Tensor part, String what) {
        if (part == null) {
            throw new IllegalArgumentException("the network is conditioned on " + what);
        }
        return part;
    }
}
