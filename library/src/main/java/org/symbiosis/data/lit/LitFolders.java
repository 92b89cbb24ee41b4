package org.symbiosis.data.lit;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Box;

/**
 * A folder of scenes, each a folder of aligned pictures under several lights; or a zip of such.
 *
 * <p>Understood are the layout of the multi-illumination data set ({@code SCENE/dir_K_mipM.jpg}),
 * that of the MIT intrinsic images ({@code OBJECT/light01.png} with {@code reflectance.png} and
 * {@code mask.png}, linear), that of exported rooms, and any other folder of pictures. A folder
 * that holds fewer than two pictures is passed over with a line that names it.
 */
public final class LitFolders implements LitScenes {
    private static final Logger log = LoggerFactory.getLogger(LitFolders.class);

    /** Scenes whose names begin so are for testing. */
    private static final String TEST = "everett";

    private final String name;
    private final List<LitFolder> scenes;
    private final FileSystem zip; // or null

    /** Which scenes. */
    public enum Split {
        /** All of them. */
        ALL,
        /** Those that do not begin with {@code everett}. */
        TRAIN,
        /** Those that do. */
        TEST
    }

    /** What the numbers in picture files mean. */
    public enum Curve {
        /** Linear where {@code reflectance.png} lies beside them, sRGB elsewhere. */
        AUTO,
        /** As screens show them. */
        SRGB,
        /** Proportional to light; they are shown by one exposure a scene. */
        LINEAR
    }

    private LitFolders(String name, List<LitFolder> scenes, FileSystem zip) {
        this.name = name;
        this.scenes = List.copyOf(scenes);
        this.zip = zip;
    }

    /**
     * Opens a folder or zip.
     *
     * @param mip level of the multi-illumination data set; where a scene lacks it, the next coarser
     * @throws UserError when there is no such place or no scene in it
     */
    public static LitFolders open(Path place, Split split, int mip, Curve curve) {
        if (!Files.exists(place)) {
            throw UserError.usage("there is no " + place, "check the path");
        }
        try {
            boolean isZip = place.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
            FileSystem zip = isZip ? FileSystems.newFileSystem(place, (ClassLoader) null) : null;
            Path root = isZip ? zip.getPath("/") : place;
            try {
                List<LitFolder> found = chosen(scenes(root, mip, curve), split);
                if (found.isEmpty()) {
                    throw UserError.usage(
                            place + " holds no scene" + (split == Split.ALL ? "" : " of the split"),
                            "give a folder of folders, each with two or more pictures of a scene"
                                    + " under different lights");
                }
                return new LitFolders(place.toString(), found, zip);
            } catch (UserError | IOException e) {
                if (zip != null) {
                    zip.close();
                }
                throw e;
            }
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + place + " (" + e.getMessage() + ")",
                    "check its access rights, or fetch it again",
                    e);
        }
    }

    private static List<LitFolder> scenes(Path root, int mip, Curve curve) throws IOException {
        Map<String, LitFolder> scenes = new TreeMap<>();
        collect(root, root, mip, curve, scenes);
        return List.copyOf(scenes.values());
    }

    /** A folder that holds a scene is not searched for others. */
    private static void collect(
            Path root, Path folder, int mip, Curve curve, Map<String, LitFolder> into)
            throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(folder)) {
            entries = list.filter(p -> !p.getFileName().toString().startsWith(".")).toList();
        }
        String scene = name(root, folder);
        LitFolder found = LitFolder.of(scene, folder, entries, mip, curve);
        if (found != null && found.lights() > 1) {
            into.put(scene, found);
            return;
        }
        if (found != null && !folder.equals(root)) {
            log.warn("{} has one picture only and is passed over", folder);
        }
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                collect(root, entry, mip, curve, into);
            }
        }
    }

    private static String name(Path root, Path folder) {
        if (folder.equals(root)) {
            Path last = root.toAbsolutePath().normalize().getFileName();
            return last == null ? "scene" : last.toString();
        }
        String name = root.relativize(folder).toString().replace('\\', '/');
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static List<LitFolder> chosen(List<LitFolder> scenes, Split split) {
        return scenes.stream()
                .filter(s -> split == Split.ALL || isTest(s) == (split == Split.TEST))
                .toList();
    }

    private static boolean isTest(LitFolder scene) {
        return scene.name().substring(scene.name().lastIndexOf('/') + 1).startsWith(TEST);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return scenes.size();
    }

    @Override
    public String scene(int s) {
        return scenes.get(s).name();
    }

    @Override
    public int lights(int s) {
        return scenes.get(s).lights();
    }

    @Override
    public String light(int s, int l) {
        return scenes.get(s).light(l);
    }

    @Override
    public Optional<String> meaning(int s, int l) {
        return scenes.get(s).meaning(l);
    }

    @Override
    public Picture read(int s, int l) throws IOException {
        return scenes.get(s).read(l);
    }

    @Override
    public Optional<AlbedoTruth> albedo(int s) {
        return scenes.get(s).albedo();
    }

    @Override
    public Optional<LightnessJudgements> judgements(int s) {
        return scenes.get(s).judgements();
    }

    @Override
    public boolean isJudged(int s) {
        return scenes.get(s).isJudged();
    }

    @Override
    public Optional<Box> probe(int s) {
        return scenes.get(s).probe();
    }

    @Override
    public void close() {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException e) {
                throw UserError.failed("cannot close " + name, "check the disk", e);
            }
        }
    }
}
