package org.symbiosis.app.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.PictureOutput;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Planes;
import org.symbiosis.report.Element;
import org.symbiosis.report.Png;

/**
 * A sheet of drawn pictures beside a report, so that nobody has to believe a distance unseen.
 *
 * @param file the PNG
 */
record SampleSheet(Path file) {
    private static final int PICTURES = 64;

    /** Writes the first pictures of a set. */
    void write(ImageSource drawn) {
        List<Planes> some = new ArrayList<>();
        for (int i = 0; i < Math.min(PICTURES, drawn.size()); i++) {
            try {
                some.add(Planes.of(drawn.read(i)));
            } catch (IOException e) {
                throw UserError.failed("cannot read " + drawn.path(i), "draw it again", e);
            }
        }
        PictureOutput output = PictureOutput.at(file);
        output.add(0, some);
        output.finish();
    }

    /** The sheet in a report; nothing when somebody took it away. */
    Optional<Element> figure(String what) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Png png = Png.of(ImageIO.read(file.toFile()), 1);
            return Optional.of(new Element.Figure(png, what + ": " + file.getFileName()));
        } catch (IOException e) {
            throw UserError.failed("cannot read " + file, "remove it", e);
        }
    }
}
