package org.symbiosis.spectral.segment;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.pretrained.DiscreteSchedule;
import org.symbiosis.pretrained.StableDiffusion;
import org.symbiosis.pretrained.StableDiffusionTap;
import org.symbiosis.tensor.Plain;

/** Shows photographs, resized to a square and under noise, to Stable Diffusion (section 4.3). */
public final class DiffusionReader implements PhotoReader {
    /** A graph of more places would take gigabytes, of which each layer makes eight. */
    private static final int MOST_SIDE = 96;

    private final StableDiffusion model;
    private final StableDiffusionTap tap;
    private final Look look;
    private final long seed;

    /**
     * How a photograph is looked at.
     *
     * @param from lowest noise level, from 0
     * @param to beyond the highest noise level, at most 1000
     * @param draws passes through the denoiser that are averaged; the released loop makes its own
     *     number
     */
    public record Look(int from, int to, int draws) {
        /** Levels below 500 as in the dissertation, 30 draws. */
        public static final Look USUAL = new Look(0, 500, 30);

        /** Checks the ranges. */
        public Look {
            if (from < 0 || to > DiscreteSchedule.STEPS || from >= to) {
                throw UserError.usage(
                        "noise levels from " + from + " to " + to,
                        "choose from 0 to " + DiscreteSchedule.STEPS + ", as 0-500");
            }
            if (draws < 1) {
                throw UserError.usage(draws + " draws", "choose 1 or more");
            }
        }
    }

    /**
     * A reader.
     *
     * @param model is closed with it
     * @param side of the square that photographs are resized to
     * @param seed of the latents' draw
     * @throws UserError when the side is no multiple of the model's unit, or too large
     */
    public DiffusionReader(StableDiffusion model, int side, Look look, long seed) {
        this.model = model;
        this.tap = model.tap(side);
        int places = tap.layers().get(0).grid().rows();
        if (places > MOST_SIDE) {
            tap.close();
            throw UserError.usage(
                    "images of %d pixels would be %d x %d places".formatted(side, places, places),
                    "take at most " + (long) side * MOST_SIDE / places + " pixels");
        }
        this.look = look;
        this.seed = seed;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public DiffusionReading read(Picture photo) {
        Planes planes = Planes.of(photo);
        Tensor image = Plain.tensor(planes.values(), 1, 3, photo.height(), photo.width());
        return new DiffusionReading(tap, tap.latents(image, seed), look, seed);
    }

    @Override
    public void close() {
        tap.close();
        model.close();
    }
}
