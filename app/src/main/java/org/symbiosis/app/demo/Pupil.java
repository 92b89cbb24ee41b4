package org.symbiosis.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.TrainedOnce;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.rooms.RoomsSource;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.train.Progress;

/**
 * The encoder that the tour's stops share, and the pictures of furniture that it is of.
 *
 * @param folder of its run
 * @param recipe of its training
 * @param train pictures that it learnt from
 * @param test pictures of other rooms
 */
record Pupil(Path folder, MaeRecipe recipe, RoomsSource train, RoomsSource test)
        implements AutoCloseable {
    private static final int MOST_TEST_IMAGES = 1_200;
    private static final String IMAGES = "images.txt"; // what the model there learnt from

    /**
     * Trains it, unless it is there.
     *
     * @param images to learn from; as many others test it, up to 1,200
     * @throws UserError when it was stopped, or the folder holds another one
     */
    static Pupil trained(Path folder, MaeRecipe recipe, int images, Progress progress) {
        Pupil pupil =
                new Pupil(
                        folder,
                        recipe,
                        furniture("train", images, progress),
                        furniture("test", Math.min(images, MOST_TEST_IMAGES), progress));
        pupil.train(progress);
        return pupil;
    }

    private static RoomsSource furniture(String split, int count, Progress progress) {
        RoomsSource source = RoomsSources.open("rooms:objects?split=" + split + "&n=" + count);
        progress.begin("rendering " + split + " pictures", 0, count);
        source.prepare(done -> progress.step(done, "", 0));
        progress.end();
        return source;
    }

    private void train(Progress progress) {
        if (TrainedOnce.isIn(folder)) {
            requireSame();
            progress.message("using the model already trained in " + folder);
            return;
        }
        TrainedOnce.in(
                folder,
                run -> {
                    AtomicFile.write(folder.resolve(IMAGES), train.name().getBytes(UTF_8));
                    return MaeTraining.run(recipe, train, OnCorrupt.FAIL, run, progress);
                });
    }

    private void requireSame() {
        try (MaeFile there = MaeFile.open(folder)) {
            Path note = folder.resolve(IMAGES);
            String images = Files.exists(note) ? Files.readString(note) : train.name();
            if (!there.recipe().equals(recipe) || !images.equals(train.name())) {
                throw UserError.usage(
                        folder + " holds a model of another demo",
                        "choose another folder by --out");
            }
        } catch (IOException e) {
            throw UserError.failed("cannot read " + folder, "choose another folder by --out", e);
        }
    }

    @Override
    public void close() {
        train.close();
        test.close();
    }
}
