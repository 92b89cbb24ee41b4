package org.symbiosis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Planes;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Patches;
import org.symbiosis.tensor.Scope;

/**
 * What masked autoencoders make of images of which they see a part (Figure A.2).
 *
 * @param originals the images
 * @param masked the images, removed patches grey
 * @param models what each model painted, in the order to be shown
 */
public record Reconstructions(List<Planes> originals, List<Planes> masked, List<Model> models) {
    private static final double GREY = 0.5;

    /**
     * One model's pictures.
     *
     * @param name beside its rows
     * @param painted every patch as the model predicts it
     * @param pasted the same with visible patches from the original
     */
    public record Model(String name, List<Planes> painted, List<Planes> pasted) {
        /** Keeps its own lists. */
        public Model {
            painted = List.copyOf(painted);
            pasted = List.copyOf(pasted);
        }
    }

    /** Checks that there is a picture of each kind for each image. */
    public Reconstructions {
        originals = List.copyOf(originals);
        masked = List.copyOf(masked);
        models = List.copyOf(models);
        int n = originals.size();
        boolean all = masked.size() == n;
        for (Model m : models) {
            all &= m.painted().size() == n && m.pasted().size() == n;
        }
        if (n == 0 || !all) {
            throw new IllegalArgumentException("each of the " + n + " images needs every picture");
        }
    }

    /**
     * Pictures of a batch.
     *
     * @param images as the network got them, {@code (B, 3, H, W)}
     * @param removed 1 for removed patches, else 0, {@code (B, N)}
     * @param patch side of a patch
     * @param normalisation that the network's images went through, to be undone
     * @param predictions of each model by name, in units of {@code images}, {@code (B, N, p * p *
     *     3)}; where a model predicts normalised patches, its caller has brought each back to the
     *     patch's own mean and deviation, which the pictures then leak: say so beside them
     */
    public static Reconstructions of(
            Tensor images,
            Tensor removed,
            int patch,
            Normalisation normalisation,
            Map<String, Tensor> predictions) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Grid grid = Grid.of(images.size(2), images.size(3), patch);
            List<Planes> originals = shown(images, normalisation);
            Tensor seen = Patches.cut(Bitmaps.tensor(originals), patch); // in [0, 1]
            List<Model> models = new ArrayList<>();
            new LinkedHashMap<>(predictions)
                    .forEach(
                            (name, prediction) -> {
                                Tensor joined = Patches.join(prediction, grid, patch);
                                List<Planes> painted = shown(joined, normalisation);
                                Tensor own = Patches.cut(Bitmaps.tensor(painted), patch);
                                Tensor pasted = pasted(own, seen, removed);
                                models.add(new Model(name, painted, planes(pasted, grid, patch)));
                            });
            return new Reconstructions(
                    originals, planes(masked(seen, removed, GREY), grid, patch), models);
        }
    }

    /**
     * Patches with the removed ones painted over.
     *
     * @param patches {@code (B, N, P)}
     * @param removed 1 for removed patches, else 0, {@code (B, N)}
     * @param fill value of every pixel of a removed patch
     * @return {@code (B, N, P)}
     */
    public static Tensor masked(Tensor patches, Tensor removed, double fill) {
        return patches.masked_fill(isRemoved(removed), new Scalar(fill));
    }

    /**
     * Predicted patches where the originals were removed, and the originals elsewhere.
     *
     * @param predicted {@code (B, N, P)}
     * @param patches the originals, {@code (B, N, P)}
     * @param removed 1 for removed patches, else 0, {@code (B, N)}
     * @return {@code (B, N, P)}
     */
    public static Tensor pasted(Tensor predicted, Tensor patches, Tensor removed) {
        return predicted.where(isRemoved(removed), patches);
    }

    private static Tensor isRemoved(Tensor removed) {
        return removed.to(ScalarType.Bool).unsqueeze(-1); // (B, N, 1)
    }

    private static List<Planes> planes(Tensor patches, Grid grid, int patch) {
        return Bitmaps.planes(Patches.join(patches, grid, patch));
    }

    private static List<Planes> shown(Tensor images, Normalisation normalisation) {
        List<Planes> planes = Bitmaps.planes(images);
        planes.forEach(p -> normalisation.undo(p.values()));
        return planes;
    }

    /** A column for each image; rows: original, masked, and two for each model. */
    public ContactSheet sheet() {
        List<ContactSheet.Row> rows = new ArrayList<>();
        rows.add(new ContactSheet.Row("original", Bitmaps.of(originals)));
        rows.add(new ContactSheet.Row("masked", Bitmaps.of(masked)));
        for (Model m : models) {
            rows.add(new ContactSheet.Row(m.name(), Bitmaps.of(m.painted())));
            rows.add(new ContactSheet.Row("+ visible patches", Bitmaps.of(m.pasted())));
        }
        return ContactSheet.of(rows.toArray(ContactSheet.Row[]::new));
    }
}
