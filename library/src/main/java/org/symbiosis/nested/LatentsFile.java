package org.symbiosis.nested;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Shapes;

/**
 * Latents that lie beside their pictures, each level under {@code level.l}, with the classes that
 * they were drawn for.
 *
 * @param chain the latents
 * @param classes of the images; empty where they are of none
 */
public record LatentsFile(LatentChain chain, Optional<Prompts.Classes> classes) {
    private static final String LEVELS = "levels";
    private static final String LATENTS = "latents";
    private static final String CLASS = "class";

    /** Latents of a model, drawn for these prompts. */
    public static LatentsFile of(LatentChain chain, Prompts prompts) {
        return new LatentsFile(
                chain, prompts instanceof Prompts.Classes c ? Optional.of(c) : Optional.empty());
    }

    /** Writes the file, with a note of what its latents are coordinates in. */
    public void write(Path file, NestedFile model) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int l = chain.levels(); l >= chain.lowest(); l--) {
            named.put("level." + l, chain.level(l));
        }
        classes.ifPresent(c -> named.put(CLASS, c.labels()));
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("kind", "nested-latents");
        notes.put(LEVELS, Integer.toString(chain.levels()));
        notes.put(LATENTS, model.identity().whole(model.config().sides()));
        Safetensors.write(file, named, notes);
    }

    /**
     * Reads what {@link #write} wrote; the tensors belong to the caller's scope.
     *
     * @throws UserError when they are no latents of a model like this
     */
    public static LatentsFile read(Path file, NestedFile model) {
        NestedConfig config = model.config();
        try (Safetensors in = Safetensors.open(file)) {
            requireSame(file, in.metadata(), model);
            LatentChain chain = LatentChain.empty(config.levels());
            for (int l = config.levels(); l >= 1 && in.names().contains("level." + l); l--) {
                Tensor z = in.tensor("level." + l);
                requireShape(file, l, z, config);
                chain = chain.and(z.clone());
            }
            return new LatentsFile(chain, classes(in));
        }
    }

    private static Optional<Prompts.Classes> classes(Safetensors in) {
        if (!in.names().contains(CLASS)) {
            return Optional.empty();
        }
        long[] wide = Plain.longs(in.tensor(CLASS));
        return Optional.of(
                new Prompts.Classes(Arrays.stream(wide).mapToInt(Math::toIntExact).toArray()));
    }

    /** Files from before the note are taken by their shapes. */
    private static void requireSame(Path file, Map<String, String> notes, NestedFile model) {
        String levels = Integer.toString(model.config().levels());
        if (!levels.equals(notes.get(LEVELS))) {
            throw UserError.usage(
                    file + " holds no latents of a hierarchy of " + levels + " levels",
                    "give latents that this model generated");
        }
        String ours = model.identity().whole(model.config().sides());
        if (!notes.getOrDefault(LATENTS, ours).equals(ours)) {
            throw UserError.usage(
                    file + " holds latents of another encoder, reduction or autoencoder",
                    "give latents that this model generated, or one that learnt from the same");
        }
    }

    private static void requireShape(Path file, int l, Tensor z, NestedConfig config) {
        long[] wanted = config.pyramid().shape(l).batch(z.size(0));
        if (!Arrays.equals(Shapes.of(z), wanted)) {
            throw UserError.usage(
                    "level %d in %s is %s, and the model's is %s"
                            .formatted(l, file, Shapes.text(Shapes.of(z)), Shapes.text(wanted)),
                    "give latents that this model generated");
        }
    }
}
