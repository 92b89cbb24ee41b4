package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.cat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.PictureFile;

/**
 * Pictures of how relighting comes on, the same scenes each time, a row each: the source; the same
 * scene under another light; another scene under that light; the source rebuilt; relit by the
 * second picture; relit by the third, to look like the second; and with the light switched off.
 *
 * <p>Nothing about them is random: a training with sheets draws the same numbers as one without.
 */
final class RelightSheets {
    private static final int ROWS = 6;

    private final Path folder;
    private final int every;
    private final LitScenes scenes;
    private List<Example> examples; // read when first drawn

    /**
     * Sheets in a folder.
     *
     * @param every how many steps; 0 for none
     */
    RelightSheets(Path folder, int every, LitScenes scenes) {
        this.folder = folder;
        this.every = every;
        this.scenes = scenes;
    }

    /** Squares of the network's size, in [-1, 1]. */
    private record Example(float[] source, float[] partner, float[] reference) {}

    /** Draws what this step asks for. */
    void after(long step, LatentIntrinsics model) {
        if (every == 0 || step % every != 0) {
            return;
        }
        if (examples == null) {
            examples = examples(model.config().resolution());
        }
        if (examples.isEmpty()) {
            return;
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            String name = String.format(Locale.ROOT, "step-%08d.png", step);
            PictureFile.write(folder.resolve(name), sheet(model));
        }
    }

    private Tensor sheet(LatentIntrinsics model) {
        int side = model.config().resolution();
        Tensor source = batch(Example::source, side);
        Tensor partner = batch(Example::partner, side);
        Tensor reference = batch(Example::reference, side);
        Decomposition own = model.encode(source);
        Tensor given = model.encode(partner).extrinsic();
        Tensor like = model.encode(reference).extrinsic();
        Scaling scaling = model.config().scaling();
        TensorVector columns =
                new TensorVector(
                        source,
                        partner,
                        reference,
                        model.decode(own.intrinsics(), own.extrinsic(), scaling),
                        model.decode(own.intrinsics(), given, scaling),
                        model.decode(own.intrinsics(), like, scaling),
                        model.decode(own.intrinsics(), own.extrinsic(), Scaling.off()));
        Tensor rows = cat(columns, 3); // (B, 3, H, 7 W)
        return rows.permute(1, 0, 2, 3).reshape(3, rows.size(0) * side, rows.size(3));
    }

    private Tensor batch(Function<Example, float[]> which, int side) {
        int size = 3 * side * side;
        float[] all = new float[examples.size() * size];
        for (int i = 0; i < examples.size(); i++) {
            System.arraycopy(which.apply(examples.get(i)), 0, all, i * size, size);
        }
        return Plain.tensor(all, examples.size(), 3, side, side);
    }

    /** Of the first scenes whose pictures can be read. */
    private List<Example> examples(int side) {
        List<Example> found = new ArrayList<>();
        for (int s = 0; s < scenes.size() && found.size() < ROWS; s++) {
            try {
                int light = (s + 1) % scenes.lights(s);
                int other = (light + scenes.lights(s) / 2) % scenes.lights(s);
                int next = (s + 1) % scenes.size();
                found.add(
                        new Example(
                                square(s, light, side),
                                square(s, other, side),
                                square(next, same(s, other, next), side)));
            } catch (IOException e) {
                // left out; the training says so itself
            }
        }
        return found;
    }

    private float[] square(int s, int l, int side) throws IOException {
        return RelightEvaluation.square(Planes.of(scenes.read(s, l)), side);
    }

    /** The light of a scene that is another scene's; its first where it has none such. */
    private int same(int s, int light, int there) {
        Optional<String> meaning = scenes.meaning(s, light);
        return IntStream.range(0, scenes.lights(there))
                .filter(l -> meaning.isPresent() && scenes.meaning(there, l).equals(meaning))
                .findFirst()
                .orElse(0);
    }
}
