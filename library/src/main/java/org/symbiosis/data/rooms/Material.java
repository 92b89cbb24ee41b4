package org.symbiosis.data.rooms;

/**
 * What a surface is made of.
 *
 * @param texture how the colours are spread
 * @param colour the first colour, which names the thing
 * @param second the second colour, for textures of two
 * @param frequency of the texture, in 1/m
 * @param seed of the texture's randomness
 * @param gloss strength of the highlight, from 0
 * @param finish what else the surface does with light
 */
record Material(
        Texture texture,
        Colour colour,
        Colour second,
        double frequency,
        int seed,
        double gloss,
        Finish finish) {
    /** What a surface does with light beside scattering it. */
    enum Finish {
        /** Nothing. */
        DIFFUSE,
        /** A lamp's shade: it shines when its lamp is on, and casts no shadow. */
        SHADE,
        /** A perfect mirror. */
        MIRROR
    }

    /** From this gloss on the picture no longer shows the albedo, and the pixel is flagged. */
    static final double GLOSSY = .2;

    static Material plain(Colour colour) {
        return of(Texture.PLAIN, colour, colour, 1, 0);
    }

    static Material of(Texture texture, Colour colour, Colour second, double frequency, int seed) {
        return new Material(texture, colour, second, frequency, seed, 0, Finish.DIFFUSE);
    }

    Material withGloss(double strength) {
        return new Material(texture, colour, second, frequency, seed, strength, finish);
    }

    Material withFinish(Finish other) {
        return new Material(texture, colour, second, frequency, seed, gloss, other);
    }

    boolean isShade() {
        return finish == Finish.SHADE;
    }

    boolean isMirror() {
        return finish == Finish.MIRROR;
    }

    boolean isGlossy() {
        return gloss >= GLOSSY || isMirror();
    }
}
