package org.symbiosis.data.lit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbiosis.UserError;
import org.symbiosis.data.DecodeLimits;
import org.symbiosis.data.ImageDecoder;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.lit.LitFolders.Curve;

/** One scene's folder: pictures under several lights, and what else is known of it. */
final class LitFolder {
    private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.DEFAULT);
    private static final Pattern DIRECTION = Pattern.compile("dir_(\\d+)_mip(\\d+)\\.\\w+");
    private static final int DIRECTIONS = 25;
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern NO_LIGHT =
            Pattern.compile(
                    "(mask|albedo|reflectance|shading|diffuse|original|instances|semantic|depth"
                            + "|specular|thumb|materials.*|normals?)\\.\\w+");
    private static final String JUDGEMENTS = "judgements.json";
    private static final Set<String> NOT_SCENES = Set.of("probes");

    private final String name;
    private final Path folder;
    private final List<Path> pictures;
    private final boolean isLinear;
    private final int mip; // or -1
    private volatile double exposure; // 0 until known

    private LitFolder(String name, Path folder, List<Path> pictures, boolean isLinear, int mip) {
        this.name = name;
        this.folder = folder;
        this.pictures = List.copyOf(pictures);
        this.isLinear = isLinear;
        this.mip = mip;
    }

    /**
     * The scene in a folder, or null when it holds no picture.
     *
     * @param entries of the folder
     * @param mip wanted level, where there are several
     */
    static LitFolder of(String name, Path folder, List<Path> entries, int mip, Curve curve) {
        Path last = folder.getFileName();
        if (last != null && NOT_SCENES.contains(file(folder))) {
            return null;
        }
        int level = level(entries, mip);
        List<Path> pictures =
                entries.stream()
                        .filter(p -> isLight(file(p), level))
                        .sorted(Comparator.comparing(p -> padded(file(p))))
                        .toList();
        if (pictures.isEmpty()) {
            return null;
        }
        boolean isMeasured = entries.stream().anyMatch(p -> file(p).equals("reflectance.png"));
        boolean isLinear = curve == Curve.LINEAR || curve == Curve.AUTO && isMeasured;
        return new LitFolder(name, folder, pictures, isLinear, level);
    }

    private static String file(Path path) {
        String file = path.getFileName().toString();
        return file.endsWith("/") ? file.substring(0, file.length() - 1) : file;
    }

    /** The wanted level, else the next coarser, else the coarsest; -1 where there are no levels. */
    private static int level(List<Path> entries, int wanted) {
        int[] levels =
                entries.stream()
                        .map(p -> DIRECTION.matcher(file(p)))
                        .filter(Matcher::matches)
                        .mapToInt(m -> Integer.parseInt(m.group(2)))
                        .distinct()
                        .sorted()
                        .toArray();
        for (int level : levels) {
            if (level >= wanted) {
                return level;
            }
        }
        return levels.length == 0 ? -1 : levels[levels.length - 1];
    }

    private static boolean isLight(String file, int level) {
        if (level >= 0) {
            Matcher m = DIRECTION.matcher(file);
            return m.matches()
                    && Integer.parseInt(m.group(2)) == level
                    && ImageDecoder.isImage(file);
        }
        return ImageDecoder.isImage(file) && !NO_LIGHT.matcher(file).matches();
    }

    /** With numbers so long that their order is that of the text: 2 before 10. */
    private static String padded(String file) {
        return DIGITS.matcher(file)
                .replaceAll(m -> "0".repeat(Math.max(0, 12 - m.group().length())) + m.group());
    }

    String name() {
        return name;
    }

    int lights() {
        return pictures.size();
    }

    String light(int l) {
        return file(pictures.get(l));
    }

    /**
     * The name without its ending: scenes whose pictures are called alike have them under the same
     * lights. Directions past the data set's are mixtures of exported rooms, each of its own.
     */
    Optional<String> meaning(int l) {
        String file = light(l);
        Matcher m = DIRECTION.matcher(file);
        if (m.matches()) {
            int direction = Integer.parseInt(m.group(1));
            return direction < DIRECTIONS ? Optional.of("dir_" + direction) : Optional.empty();
        }
        return Optional.of(file.substring(0, file.lastIndexOf('.')));
    }

    Picture read(int l) throws IOException {
        Picture picture = decode(pictures.get(l));
        return isLinear ? LinearPictures.shown(picture, exposure()) : picture;
    }

    private Picture decode(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
        return DECODER.decode(file.toString(), bytes);
    }

    /** One for the whole scene, so that dark lights stay dark. */
    private double exposure() throws IOException {
        if (exposure == 0) {
            double most = 0;
            for (Path p : pictures) {
                most = Math.max(most, LinearPictures.brightest(decode(p)));
            }
            exposure = most > 0 ? 1 / most : 1;
        }
        return exposure;
    }

    Optional<AlbedoTruth> albedo() {
        try {
            return TruthFiles.albedo(folder, this::decode);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read the true albedo of " + folder + " (" + e.getMessage() + ")",
                    "mend or remove it",
                    e);
        }
    }

    Optional<LightnessJudgements> judgements() {
        return isJudged()
                ? Optional.of(LightnessJudgements.read(folder.resolve(JUDGEMENTS)))
                : Optional.empty();
    }

    boolean isJudged() {
        return Files.exists(folder.resolve(JUDGEMENTS));
    }

    Optional<Box> probe() {
        return mip < 0 ? Optional.empty() : TruthFiles.probe(folder.resolve("meta.json"), mip);
    }
}
