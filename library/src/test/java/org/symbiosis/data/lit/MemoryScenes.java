package org.symbiosis.data.lit;

import java.io.IOException;
import java.util.Optional;
import org.symbiosis.data.Picture;
import org.symbiosis.data.SplitMix;

/**
 * Scenes made in memory: blocks of colour, lit by a ramp whose direction is the light.
 *
 * @param size number of scenes
 * @param lights of each
 * @param side of a picture in pixels
 */
public record MemoryScenes(int size, int lights, int side) implements LitScenes {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String scene(int s) {
        return "scene" + s;
    }

    @Override
    public int lights(int s) {
        return lights;
    }

    @Override
    public String light(int s, int l) {
        return "light" + l;
    }

    @Override
    public Optional<String> meaning(int s, int l) {
        return Optional.of(light(s, l));
    }

    /** The colour of a pixel without light, in [0.2, 0.9]. */
    private double albedo(int s, int x, int y, int c) {
        int blocks = 4;
        SplitMix r = SplitMix.of(s, x * blocks / side, y * blocks / side, c);
        return r.u(0.2, 0.9);
    }

    @Override
    public Picture read(int s, int l) throws IOException {
        double angle = 2 * Math.PI * l / lights;
        byte[] samples = new byte[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            double u = 2.0 * (i % side) / side - 1;
            double v = 2.0 * (i / side) / side - 1;
            double shade = 0.55 + 0.4 * (u * Math.cos(angle) + v * Math.sin(angle)) / 1.5;
            for (int c = 0; c < 3; c++) {
                double value = albedo(s, i % side, i / side, c) * shade;
                samples[3 * i + c] = (byte) (int) Math.round(255 * value);
            }
        }
        return new Picture(side, side, 3, samples);
    }

    @Override
    public Optional<AlbedoTruth> albedo(int s) {
        float[] linear = new float[3 * side * side];
        boolean[] valid = new boolean[side * side];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = true;
            for (int c = 0; c < 3; c++) {
                linear[3 * i + c] = (float) Srgb.decode(albedo(s, i % side, i / side, c));
            }
        }
        return Optional.of(new AlbedoTruth(side, side, linear, valid));
    }
}
