package org.symbiosis.app.demo;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.app.segments.Models;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.rooms.LitRooms;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.ContactSheet;
import org.symbiosis.report.Overlay;
import org.symbiosis.report.Report;
import org.symbiosis.spectral.EigenPictures;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.segment.Segmentation;
import org.symbiosis.spectral.segment.Segmenter;

/**
 * Chapter 4: regions of whole rooms out of the attention of an encoder that has seen single pieces
 * of furniture only.
 *
 * @param encoder folder of its run
 */
record RegionsStop(Path encoder) implements Stop {
    private static final int SCENES = 6;
    private static final String ROOMS = "rooms:scenes?split=test&size=128&n=" + SCENES;
    private static final int SOFT_LIGHT = 23;
    private static final int SIDE = 128;

    @Override
    public String words() {
        return "regions (chapter 4)";
    }

    @Override
    public void visit(Report report) {
        report.section("Regions by the same encoder")
                .paragraph(
                        "The encoder's attention, of all layers together, says which places belong"
                                + " to one another (chapter 4). Eigenvectors of it cut pictures of"
                                + " rooms into regions; nobody told the encoder what a region is, and"
                                + " it has seen single pieces of furniture only.")
                .figure(
                        sheet().png(),
                        "Rooms, three eigenvectors as colours, and the regions; how many there are"
                                + " is chosen for each room")
                .code("symbiosis segment photo.jpg --model " + encoder);
    }

    private ContactSheet sheet() {
        List<BufferedImage> photos = new ArrayList<>();
        List<BufferedImage> vectors = new ArrayList<>();
        List<BufferedImage> regions = new ArrayList<>();
        try (Segmenter segmenter =
                        Segmenter.of(Models.open(encoder.toString()), SpectralConfig.exact());
                LitRooms rooms = RoomsSources.lit(ROOMS)) {
            for (int s = 0; s < rooms.size(); s++) {
                Picture photo = rooms.read(s, SOFT_LIGHT);
                Segmentation found = segmenter.segment(photo);
                photos.add(Pixels.image(photo));
                regions.add(Overlay.DEFAULT.draw(Pixels.image(photo), found.regions()));
                Picture drawn = EigenPictures.ofImage(found.places().spectral().orElseThrow());
                vectors.add(Bitmaps.stretched(Pixels.image(drawn), SIDE, SIDE));
            }
        }
        return ContactSheet.of(
                        new ContactSheet.Row("rooms", photos),
                        new ContactSheet.Row("eigenvectors", vectors),
                        new ContactSheet.Row("regions", regions))
                .withCell(SIDE);
    }
}
