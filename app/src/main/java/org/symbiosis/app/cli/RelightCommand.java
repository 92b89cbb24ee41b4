package org.symbiosis.app.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.relight.Animation;
import org.symbiosis.app.relight.Mask;
import org.symbiosis.app.relight.NamedLight;
import org.symbiosis.app.relight.Photo;
import org.symbiosis.app.relight.RelightModels;
import org.symbiosis.app.relight.Tint;
import org.symbiosis.data.Planes;
import org.symbiosis.intrinsics.Light;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.Relighter;
import org.symbiosis.report.Bitmaps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbiosis relight}. */
@Command(
        name = "relight",
        description = {
            "Put a photograph under the light of another, under a named light, or under a code.",
            "Lights may be named more than once: they are mixed, or swept through by --sweep.",
            RelightModels.LIMITS
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis relight room.jpg --like evening.jpg --out evening-room.png",
            "         symbiosis relight room.jpg --light left --light right --sweep 7 --out s.gif"
        })
public final class RelightCommand implements Callable<Integer> {
    private static final int HUNDREDTHS = 20;

    @Parameters(paramLabel = "SCENE", description = "The photograph to be relit.")
    private Path scene;

    @Option(names = "--like", paramLabel = "REF", description = "The light of this picture.")
    private List<Path> like = new ArrayList<>();

    @Option(
            names = "--light",
            paramLabel = "NAME",
            description =
                    "A light as the embedded rooms have it: ${COMPLETION-CANDIDATES}. Only for"
                            + " models that were trained on them.")
    private List<NamedLight> named = new ArrayList<>();

    @Option(
            names = "--code",
            paramLabel = "NUMBERS",
            description = "A light's code: numbers separated by commas, as --json prints them.")
    private List<String> codes = new ArrayList<>();

    @Option(
            names = "--mix",
            paramLabel = "T",
            description = "Of two lights, the share of the second (default: 0.5).")
    private Double mix;

    @Option(
            names = "--sweep",
            paramLabel = "N",
            description =
                    "N pictures from the first light to the second (from the scene's own to the"
                            + " only one), side by side in a .png or moving in a .gif or .apng.")
    private Integer sweep;

    @Option(
            names = "--way",
            paramLabel = "WAY",
            description = "Between two lights: ${COMPLETION-CANDIDATES} (default: linear).")
    private Light.Way way;

    @Option(
            names = "--strength",
            paramLabel = "K",
            defaultValue = "1",
            description = "How strongly the light acts, 0 to 2 (default: ${DEFAULT-VALUE}).")
    private double strength;

    @Option(
            names = "--tint",
            paramLabel = "WHOSE",
            description = "Colours of the ${COMPLETION-CANDIDATES} (default: light).")
    private Tint tint = Tint.LIGHT;

    @Option(
            names = "--mask",
            paramLabel = "PICTURE",
            description = "Relight only where this is white.")
    private Path mask;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "relit.png",
            description = "Where the picture goes (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin private RelightOptions options;
    @Mixin private Output output;

    private final TerminalProgress progress = new TerminalProgress();

    @Override
    public Integer call() {
        check();
        List<Light> lights = new ArrayList<>();
        List<BufferedImage> frames = frames(lights);
        AtomicFile.write(out, new Animation(frames, HUNDREDTHS).encode(out.toString()));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("out", out.toString());
        result.put("width", frames.get(0).getWidth());
        result.put("height", frames.get(0).getHeight());
        result.put("encoding", "sRGB");
        result.put("lights", lights.stream().map(Light::toString).toList());
        output.print(out.toString(), result);
        return 0;
    }

    /** The pictures, and the light of each. The photograph is let go before they are encoded. */
    private List<BufferedImage> frames(List<Light> lights) {
        Planes photo = Photo.read(scene);
        Mask where = mask == null ? null : new Mask(Photo.read(mask));
        List<BufferedImage> frames = new ArrayList<>();
        try (RelightFile file = options.open()) {
            Relighter relighter = options.relighter(file.model());
            lights.addAll(lights(relighter, photo));
            for (Light light : lights) {
                Planes relit = relighter.relight(photo, light, strength, progress);
                tint.give(relit, photo);
                if (where != null) {
                    where.restore(relit, photo);
                }
                frames.add(Bitmaps.of(relit));
            }
        }
        return frames;
    }

    private void check() {
        int given = like.size() + named.size() + codes.size();
        if (given == 0 || given > 2) {
            throw UserError.usage(
                    given == 0 ? "no light is given" : given + " lights are given",
                    "give one or two by --like REF, --light NAME or --code NUMBERS");
        }
        if (sweep != null && sweep < 2) {
            throw UserError.usage("--sweep " + sweep, "give 2 or more pictures");
        }
        if (!(strength >= 0 && strength <= 2)) {
            throw UserError.usage("--strength " + strength, "give a number from 0 to 2");
        }
        if (mix != null && !(mix >= 0 && mix <= 1)) {
            throw UserError.usage("--mix " + mix, "give a number from 0 to 1");
        }
        if (mix != null && (given == 1 || sweep != null)) {
            throw UserError.usage(
                    "--mix with " + (given == 1 ? "one light" : "--sweep"),
                    "leave it out, or give two lights and no sweep");
        }
        if (way != null && given == 1 && sweep == null) {
            throw UserError.usage(
                    "--way with one light", "leave it out, or give two lights or a sweep");
        }
        Animation.requireKnown(out.toString());
    }

    /** What the options say: one light, or all of a sweep. */
    private List<Light> lights(Relighter relighter, Planes photo) {
        List<Light> given = new ArrayList<>();
        for (Path path : like) {
            Planes reference = Photo.read(path);
            String warning = Photo.warning(path.toString(), reference);
            if (warning != null) {
                progress.message(warning);
            }
            given.add(relighter.light(reference));
        }
        named.forEach(light -> given.add(light.of(relighter)));
        codes.forEach(code -> given.add(code(code, relighter.codeLength())));
        Light last = given.get(given.size() - 1);
        Light.Way between = way == null ? Light.Way.LINEAR : way;
        if (sweep != null) {
            Light first = given.size() == 2 ? given.get(0) : relighter.light(photo);
            return first.sweep(last, sweep, between);
        }
        double share = mix == null ? 0.5 : mix;
        return List.of(given.size() == 2 ? given.get(0).towards(last, share, between) : last);
    }

    private static Light code(String text, int length) {
        Light light = Light.parse(text);
        if (light.code().size() != length) {
            throw UserError.usage(
                    "the code has " + light.code().size() + " numbers",
                    "this model's lights have " + length);
        }
        return light;
    }
}
