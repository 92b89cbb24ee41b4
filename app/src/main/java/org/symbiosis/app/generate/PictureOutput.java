package org.symbiosis.app.generate;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symbiosis.UserError;
import org.symbiosis.data.Planes;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Png;

/** Where pictures go: one sheet, or a folder with a file for each. */
public sealed interface PictureOutput {
    /** Takes the next pictures, the first of which has this number. */
    void add(long first, List<Planes> pictures);

    /** Writes what is still to be written. */
    void finish();

    /**
     * A place for so many pictures.
     *
     * @throws UserError when a sheet does not hold them
     */
    static PictureOutput at(Path path, int pictures) {
        if (isSheet(path)) {
            Sheet.require(pictures);
        }
        return at(path);
    }

    private static boolean isSheet(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }

    /** A sheet when the path ends in {@code .png}, and a folder otherwise. */
    static PictureOutput at(Path path) {
        return isSheet(path) ? new Sheet(path, new ArrayList<>()) : Folder.made(path);
    }

    /** Side by side in one picture. */
    record Sheet(Path file, List<BufferedImage> pictures) implements PictureOutput {
        private static final int MOST = 1024;
        private static final int GAP = 2;

        private static void require(int pictures) {
            if (pictures > MOST) {
                throw UserError.usage(
                        "a sheet holds at most " + MOST + " pictures",
                        "give -o a folder, which does not end in .png");
            }
        }

        @Override
        public void add(long first, List<Planes> more) {
            require(pictures.size() + more.size());
            pictures.addAll(Bitmaps.of(more));
        }

        @Override
        public void finish() {
            int perRow = (int) Math.ceil(Math.sqrt(pictures.size()));
            int side = pictures.get(0).getWidth() + GAP;
            ContactSheet.wrapped(pictures, perRow)
                    .withCell(Math.max(side, Math.min(96, 1600 / perRow)))
                    .png()
                    .write(file);
        }
    }

    /** A file for each picture, named by its number. */
    record Folder(Path folder) implements PictureOutput {
        private static Folder made(Path folder) {
            try {
                Files.createDirectories(folder);
                return new Folder(folder);
            } catch (IOException e) {
                throw UserError.failed(
                        "cannot make the folder " + folder, "choose another one by -o", e);
            }
        }

        @Override
        public void add(long first, List<Planes> pictures) {
            for (int i = 0; i < pictures.size(); i++) {
                String name = String.format(Locale.ROOT, "%06d.png", first + i);
                Png.of(Bitmaps.of(pictures.get(i)), 1).write(folder.resolve(name));
            }
        }

        @Override
        public void finish() {
            // Every picture is written as it comes.
        }
    }
}
