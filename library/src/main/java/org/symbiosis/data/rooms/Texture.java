package org.symbiosis.data.rooms;

import static org.symbiosis.data.rooms.Lattice.cell;
import static org.symbiosis.data.rooms.Lattice.hash;
import static org.symbiosis.data.rooms.Lattice.noise;
import static org.symbiosis.data.rooms.Lattice.within;

/**
 * How a material's two colours are spread over surface coordinates (u, v).
 *
 * <p>Every texture is a tone of the first colour plus a tone of the second; {@code mix} gives the
 * first, {@code mixSecond} the second.
 */
enum Texture {
    PLAIN {
        @Override
        double mix(Material m, double u, double v) {
            return 1;
        }
    },
    STRIPES {
        @Override
        double mix(Material m, double u, double v) {
            return isOdd(cell(u * m.frequency() * 2)) ? 1 : .4;
        }

        @Override
        double mixSecond(Material m, double u, double v, double mix) {
            return 1 - mix;
        }
    },
    CHECKER {
        @Override
        double mix(Material m, double u, double v) {
            return isOdd(cell(u * m.frequency()) + cell(v * m.frequency())) ? 1 : 0;
        }

        @Override
        double mixSecond(Material m, double u, double v, double mix) {
            return 1 - mix;
        }
    },
    TILES {
        @Override
        double mix(Material m, double u, double v) {
            double x = u * m.frequency();
            double y = v * m.frequency();
            boolean joint = within(x) < .06 || within(y) < .06;
            return joint ? .55 : .9 + .2 * hash(cell(x), cell(y), m.seed());
        }
    },
    PLANKS {
        @Override
        double mix(Material m, double u, double v) {
            double x = u * m.frequency();
            int row = cell(x);
            double y = v * m.frequency() * .18 + 5 * hash(row, 7, m.seed());
            if (within(x) < .05 || within(y) < .012) {
                return .45;
            }
            double grain = noise(6 * x, v * m.frequency() * .8, m.seed()) - .5;
            return .72 + .5 * hash(row, cell(y), m.seed()) + .16 * grain;
        }
    },
    CARPET {
        @Override
        double mix(Material m, double u, double v) {
            return .75 + .5 * noise(2 * u * m.frequency(), 2 * v * m.frequency(), m.seed());
        }
    },
    NOISE {
        @Override
        double mix(Material m, double u, double v) {
            return noise(2 * u * m.frequency(), 2 * v * m.frequency(), m.seed());
        }

        @Override
        double mixSecond(Material m, double u, double v, double mix) {
            return 1 - mix;
        }
    },
    /** Panelling up to .95 m, and a rail of 5 cm above it; v is the height. */
    WAINSCOT {
        @Override
        double mix(Material m, double u, double v) {
            return v < .95 ? 0 : v < 1 ? .7 : 1;
        }

        @Override
        double mixSecond(Material m, double u, double v, double mix) {
            return v < .95 ? 1 : 0;
        }
    },
    /** Cells of both colours, their borders bent by noise. */
    PAINTING {
        @Override
        double mix(Material m, double u, double v) {
            double bent = u * m.frequency() + 2 * noise(2 * v, 2 * u, m.seed());
            return hash(cell(bent), cell(v * m.frequency()), m.seed());
        }

        @Override
        double mixSecond(Material m, double u, double v, double mix) {
            return 1 - mix;
        }

        @Override
        double lift(Material m, double u, double v) {
            int i = cell(v * m.frequency());
            return .25 * (hash(i, cell(u * m.frequency()), m.seed() + 1) - .5);
        }
    };

    /** The brightest albedo there is: nothing real reflects more. */
    static final double WHITEST = .92;

    private static final double DARKEST = .02;

    abstract double mix(Material m, double u, double v);

    double mixSecond(Material m, double u, double v, double mix) {
        return 0;
    }

    /** Brightness added to all channels alike. */
    double lift(Material m, double u, double v) {
        return 0;
    }

    /** Writes the linear albedo at (u, v) into {@code rgb}: three values within [.02, .92]. */
    final void albedo(Material m, double u, double v, double[] rgb) {
        double first = mix(m, u, v);
        double second = mixSecond(m, u, v, first);
        double lift = lift(m, u, v);
        for (int c = 0; c < 3; c++) {
            double x =
                    first * m.colour().reflectance(c) + second * m.second().reflectance(c) + lift;
            rgb[c] = Math.min(WHITEST, Math.max(DARKEST, x));
        }
    }

    private static boolean isOdd(int i) {
        return (i & 1) == 1;
    }
}
