package org.symbiosis.app.encoders;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.app.segments.Models;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.pretrained.Catalogue;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.train.SavedModel;

/** Opens encoders of all kinds. */
public final class Encoders {
    private Encoders() {}

    /**
     * Opens what lies there, a run or a file of weights, or a public transformer by its name.
     *
     * @throws org.symbiosis.UserError when it is missing, or no encoder
     */
    public static Encoder open(Path model, Reading reading) {
        Path found = pulled(model);
        return Files.isRegularFile(found) && !Models.isOurs(found)
                ? new PublicEncoder(Models.open(found.toString()), reading)
                : own(found, reading);
    }

    /** A name that the catalogue knows is the file that was pulled, unless a file is called so. */
    private static Path pulled(Path model) {
        String name = model.toString();
        boolean isName = !Files.exists(model) && Catalogue.lookUp(name).isPresent();
        return isName ? ModelStore.ofUser().resolve(name) : model;
    }

    private static Encoder own(Path model, Reading reading) {
        return SavedModel.kind(model).equals(GanTraining.KIND)
                ? new OfGan(GanFile.open(model), reading.part())
                : new OfMae(MaeFile.open(model), reading);
    }

    private record OfMae(MaeFile file, Reading reading) implements Encoder {
        @Override
        public Preparation evaluation() {
            return file.recipe().evaluation();
        }

        @Override
        public int side() {
            return file.recipe().model().height();
        }

        @Override
        public Features of(FeatureExtractor extractor, ImageSource source) {
            return extractor.of(file.model().encoder(), reading.layer(), reading.pooling(), source);
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private record OfGan(GanFile file, Reading.Part part) implements Encoder {
        @Override
        public Preparation evaluation() {
            return file.recipe().evaluation();
        }

        @Override
        public int side() {
            return file.recipe().model().side();
        }

        @Override
        public Features of(FeatureExtractor extractor, ImageSource source) {
            Discriminator moment = file.model().momentDiscriminator();
            Discriminator online = file.model().discriminator();
            return switch (part) {
                case BACKBONE -> extractor.of(moment::features, "backbone", source);
                case EMBEDDING -> extractor.of(x -> moment.forward(x).unit(), "embedding", source);
                case ONLINE -> extractor.of(online::features, "backbone of the last step", source);
            };
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
