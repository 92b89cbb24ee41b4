package org.symbiosis.app.nested;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.PictureOutput;
import org.symbiosis.app.nested.NestedGenerator.Prompting;
import org.symbiosis.nested.LatentChain;
import org.symbiosis.nested.LatentsFile;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.nested.Told;
import org.symbiosis.tensor.Scope;

/**
 * Pictures of a hierarchy, all levels drawn or some of them fixed, with their latents beside them.
 *
 * @param seed of all levels
 * @param levelSeeds other seeds of single levels, by level
 * @param first number of the first start
 * @param start what is known before the first draw
 * @param batch pictures that are drawn before they are written; changes nothing about them
 */
public record NestedDrawing(
        long seed, Map<Integer, Long> levelSeeds, long first, NestedStart start, int batch) {
    private static final String LATENTS = "latents.safetensors";

    /** Copies the map. */
    public NestedDrawing {
        levelSeeds = Map.copyOf(levelSeeds);
    }

    /** Starts with what they show, and what is known of them; {@code null} when nothing is. */
    private record Starts(int count, Prompting prompting, LatentChain known) {}

    /** Some pictures: their latents and what they show. */
    private record Part(LatentChain chain, Prompts prompts) {}

    /**
     * Refuses levels that a model does not have.
     *
     * @throws UserError naming those that it has
     */
    public void require(NestedFile model) {
        requireSeeds(model.config().levels());
        requireLevel(model.config().levels());
    }

    /**
     * Draws, and writes pictures as they come, then their latents.
     *
     * @param prompting what the starts show; where it was not said, the classes of given latents,
     *     or all classes in turn
     * @return how many pictures there are, and where their latents are
     */
    public Map<String, Object> write(Atelier atelier, Optional<Prompting> prompting, Path out) {
        try (Scope s = Scope.open()) {
            Starts starts = starts(atelier, prompting);
            int redraws = start.redraws();
            PictureOutput pictures = PictureOutput.at(out, starts.count() * redraws);
            int group = Math.max(1, batch / redraws);
            List<Part> parts = new ArrayList<>();
            for (int from = 0; from < starts.count(); from += group) {
                int to = Math.min(starts.count(), from + group);
                Part part = part(atelier, starts, from, to);
                pictures.add((first + from) * redraws, atelier.pictures(part.chain()));
                parts.add(part);
            }
            pictures.finish();
            Path latents = latents(out);
            joined(parts).write(latents, atelier.model());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("pictures", starts.count() * redraws);
            result.put("latents", latents.toString());
            return result;
        }
    }

    private static LatentsFile joined(List<Part> parts) {
        LatentChain chain = LatentChain.joined(parts.stream().map(Part::chain).toList());
        if (!(parts.get(0).prompts() instanceof Prompts.Classes)) {
            return LatentsFile.of(chain, new Prompts.None());
        }
        int[] classes =
                parts.stream()
                        .flatMapToInt(
                                p -> Arrays.stream(((Prompts.Classes) p.prompts()).ofImages()))
                        .toArray();
        return LatentsFile.of(chain, new Prompts.Classes(classes));
    }

    private static Path latents(Path out) {
        String name = out.getFileName().toString();
        return name.endsWith(".png")
                ? out.resolveSibling(name.replaceFirst("\\.png$", "." + LATENTS))
                : out.resolve(LATENTS);
    }

    private Starts starts(Atelier atelier, Optional<Prompting> said) {
        Told told = atelier.model().config().told();
        Prompting usual =
                told instanceof Told.Classes c ? Prompting.classes(c.count()) : Prompting.none();
        if (start instanceof NestedStart.Given given) {
            LatentsFile file = atelier.start(given.where(), given.encoder());
            Prompting shown = said.orElseGet(() -> shown(file, told, usual));
            int count = (int) file.chain().latents().get(0).size(0);
            return new Starts(count, shown, file.chain());
        }
        int count =
                start instanceof NestedStart.Noise noise
                        ? noise.count()
                        : ((NestedStart.Drawn) start).count();
        return new Starts(count, said.orElse(usual), null);
    }

    /** What given images show, where nobody said: the classes that latents were drawn for. */
    private Prompting shown(LatentsFile file, Told told, Prompting usual) {
        if (!(told instanceof Told.Classes)) {
            return usual;
        }
        int[] classes =
                file.classes()
                        .orElseThrow(
                                () ->
                                        UserError.usage(
                                                "the model draws images of a class, and those"
                                                        + " given are of none",
                                                "name it by --class, or several in turn"))
                        .ofImages();
        return (from, count) -> {
            int at = (int) (from - first);
            return new Prompts.Classes(Arrays.copyOfRange(classes, at, at + count));
        };
    }

    /** The pictures of starts {@code from} (inclusive) to {@code to} (exclusive). */
    private Part part(Atelier atelier, Starts starts, int from, int to) {
        long number = first + from;
        int count = to - from;
        Prompts prompts = starts.prompting().of(number, count);
        SampleRequest request = new SampleRequest(seed, levelSeeds, number, count, prompts);
        if (start instanceof NestedStart.Noise) {
            return new Part(atelier.draw(request), prompts);
        }
        int fixed = start.level().orElse(atelier.model().config().levels());
        LatentChain known =
                starts.known() == null ? atelier.draw(request) : starts.known().part(from, to);
        int redraws = start.redraws();
        int[] rows = new int[count * redraws];
        Arrays.setAll(rows, i -> i / redraws);
        Prompts again = prompts.rows(rows);
        SampleRequest below =
                new SampleRequest(seed, below(fixed), number * redraws, rows.length, again);
        return new Part(atelier.draw(known.downTo(fixed).repeated(redraws), below), again);
    }

    /** Fresh draws below: of drawn images the levels below have seeds of their own. */
    private Map<Integer, Long> below(int fixed) {
        Map<Integer, Long> seeds = new HashMap<>();
        for (int l = 1; l < fixed; l++) {
            seeds.put(l, levelSeeds.getOrDefault(l, seed + 1));
        }
        return seeds;
    }

    private void requireSeeds(int levels) {
        for (int level : levelSeeds.keySet()) {
            if (level < 1 || level > levels) {
                throw UserError.usage(
                        "--level-seed " + level + ": there is no level " + level,
                        "choose one of 1 (the image) to " + levels + " (the top)");
            }
        }
    }

    private void requireLevel(int levels) {
        OptionalInt level = start.level();
        if (level.isPresent() && (level.getAsInt() < 2 || level.getAsInt() > levels)) {
            throw UserError.usage(
                    "--fix-level " + level.getAsInt() + " is out of range",
                    levels < 2
                            ? "the model has one level only, so that nothing can be fixed"
                            : (levels == 2 ? "give 2" : "give 2 to " + levels)
                                    + ": that level and those above stay, those below are drawn"
                                    + " anew");
        }
    }
}
