package org.symbiosis.app.nested;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.PictureOutput;
import org.symbiosis.nested.LatentChain;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.tensor.Scope;

/**
 * Pictures of a hierarchy, all levels drawn or some of them fixed, with their latents beside them.
 *
 * @param request images, seeds and prompts; without photographs it also draws what is fixed
 * @param fixLevel levels from here up are kept and those below drawn anew
 * @param from photographs or latents to start from
 * @param encoder of photographs
 * @param redraws pictures of each start
 */
public record NestedDrawing(
        SampleRequest request,
        OptionalInt fixLevel,
        Optional<String> from,
        Optional<NamedEncoder> encoder,
        int redraws) {
    private static final String LATENTS = "latents.safetensors";

    /** Checks the range. */
    public NestedDrawing {
        if (redraws < 1) {
            throw UserError.usage("--redraws " + redraws, "give at least 1");
        }
    }

    /**
     * Draws, and writes pictures and latents.
     *
     * @return how many pictures there are, and where their latents are
     */
    public Map<String, Object> write(Atelier atelier, Path out) {
        try (Scope s = Scope.open()) {
            LatentChain drawn = draw(atelier);
            PictureOutput pictures = PictureOutput.at(out);
            pictures.add(request.first(), atelier.pictures(drawn));
            pictures.finish();
            Path latents = latents(out);
            drawn.write(latents);
            Map<String, Object> result = new HashMap<>();
            result.put("pictures", drawn.level(1).size(0));
            result.put("latents", latents.toString());
            return result;
        }
    }

    private static Path latents(Path out) {
        String name = out.getFileName().toString();
        return name.endsWith(".png")
                ? out.resolveSibling(name.replaceFirst("\\.png$", "." + LATENTS))
                : out.resolve(LATENTS);
    }

    /** The chains, down to level 1, in the caller's scope. */
    LatentChain draw(Atelier atelier) {
        int levels = atelier.model().config().levels();
        requireLevel(levels);
        if (from.isEmpty() && fixLevel.isEmpty()) {
            return atelier.draw(request);
        }
        LatentChain start =
                from.isPresent() ? atelier.start(from.get(), encoder) : atelier.draw(request);
        int fixed = fixLevel.orElse(levels);
        LatentChain known = start.downTo(fixed).repeated(redraws);
        int count = (int) known.latents().get(0).size(0);
        return atelier.draw(known, below(fixed, count));
    }

    private void requireLevel(int levels) {
        if (fixLevel.isPresent() && (fixLevel.getAsInt() < 2 || fixLevel.getAsInt() > levels)) {
            throw UserError.usage(
                    "--fix-level " + fixLevel.getAsInt() + " is out of range",
                    levels < 2
                            ? "the model has one level only, so that nothing can be fixed"
                            : (levels == 2 ? "give 2" : "give 2 to " + levels)
                                    + ": that level and those above stay, those below are drawn"
                                    + " anew");
        }
    }

    /** Fresh draws below: of drawn images the levels below have seeds of their own. */
    private SampleRequest below(int fixed, int count) {
        Map<Integer, Long> seeds = new HashMap<>();
        for (int l = 1; l < fixed; l++) {
            seeds.put(l, request.levelSeeds().getOrDefault(l, request.seed() + 1));
        }
        return new SampleRequest(
                request.seed(),
                seeds,
                request.first() * redraws,
                count,
                request.prompts().rows(rows(count)));
    }

    private int[] rows(int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = Math.min(i / redraws, request.count() - 1);
        }
        return rows;
    }
}
