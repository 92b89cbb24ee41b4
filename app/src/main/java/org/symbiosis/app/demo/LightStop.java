package org.symbiosis.app.demo;

import org.symbiosis.app.relight.LightSheets;
import org.symbiosis.app.relight.RelightModels;
import org.symbiosis.data.rooms.LitRooms;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.report.Report;

/** Chapter 6: the network that comes with the program, on rooms that it has not seen. */
final class LightStop implements Stop {
    private static final int SCENES = 3;
    private static final String ROOMS = "rooms:scenes?split=test&n=" + SCENES;

    @Override
    public String words() {
        return "another light, and none (chapter 6)";
    }

    @Override
    public void visit(Report report) {
        try (RelightFile file = RelightModels.open(null, Weights.MEAN);
                LitRooms rooms = RoomsSources.lit(ROOMS)) {
            LightSheets sheets = LightSheets.ofNetwork(file.model(), rooms);
            report.section("Another light, and none")
                    .paragraph(
                            "A network that splits a picture into what is in the room and what the"
                                    + " light is, so that one can be had without the other (chapter"
                                    + " 6). This one is not trained here, it comes with the"
                                    + " program. "
                                    + RelightModels.LIMITS)
                    .figure(
                            sheets.sheet(LightSheets::between, SCENES).png(),
                            "Between two lights. " + LightSheets.BETWEEN)
                    .figure(
                            sheets.sheet(LightSheets::albedos, SCENES).png(),
                            "The light switched off. " + LightSheets.ALBEDOS)
                    .code("symbiosis relight photo.jpg --light lamp -o lamplit.png")
                    .code("symbiosis albedo photo.jpg -o albedo.png");
        }
    }
}
