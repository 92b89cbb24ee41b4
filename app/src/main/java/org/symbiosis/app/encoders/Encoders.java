package org.symbiosis.app.encoders;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.app.segments.Models;
import org.symbiosis.contrastive.SimClrFile;
import org.symbiosis.contrastive.SimClrTraining;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.diffusion.DiffusionTraining;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.train.SavedModel;

/** Opens encoders of all kinds. */
public final class Encoders {
    private Encoders() {}

    /**
     * Opens a run's folder, a model of ours, or a public transformer by its file or its name.
     *
     * @throws org.symbiosis.UserError when it is none of these, no encoder, or damaged
     */
    public static Encoder open(String name, Reading reading) {
        Path path = ModelStore.ofUser().resolve(name);
        return Files.isDirectory(path) || Models.isOurs(path)
                ? own(path, reading)
                : new PublicEncoder(Models.open(name), reading);
    }

    private static Encoder own(Path path, Reading reading) {
        return switch (SavedModel.kind(path)) {
            case GanTraining.KIND -> new GanEncoder(GanFile.open(path), reading.part());
            case SimClrTraining.KIND -> new SimClrEncoder(SimClrFile.open(path), reading.part());
            case DiffusionTraining.KIND -> DiffusionEncoder.open(path, reading);
            default -> new MaeEncoder(MaeFile.open(path), reading);
        };
    }
}
