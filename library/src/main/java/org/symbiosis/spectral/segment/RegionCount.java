package org.symbiosis.spectral.segment;

import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.Regions;

/** How many regions a photograph is cut into. */
public sealed interface RegionCount {
    /** Fewest regions that are compared. */
    int least();

    /** Most regions that are compared. */
    int most();

    /** Cuts features {@code (N, C)} over a grid. */
    Regions cut(float[] features, Grid grid, long seed);

    /**
     * As many as the silhouette asks for.
     *
     * @param least at least 2
     * @param most at least {@code least}
     */
    record Auto(int least, int most) implements RegionCount {
        /** 2 to 10, as in the dissertation. */
        public static final Auto USUAL = new Auto(2, 10);

        /** Checks the range. */
        public Auto {
            if (least < 2 || most < least) {
                throw UserError.usage(
                        least + " to " + most + " regions", "choose from 2 upwards, as 2 to 10");
            }
        }

        @Override
        public Regions cut(float[] features, Grid grid, long seed) {
            return Regions.auto(features, grid, least, most, seed);
        }
    }

    /**
     * So many.
     *
     * @param regions at least 1
     */
    record Fixed(int regions) implements RegionCount {
        /** Checks the number. */
        public Fixed {
            if (regions < 1) {
                throw UserError.usage(regions + " regions", "choose 1 or more");
            }
        }

        @Override
        public int least() {
            return regions;
        }

        @Override
        public int most() {
            return regions;
        }

        @Override
        public Regions cut(float[] features, Grid grid, long seed) {
            return Regions.fixed(features, grid, regions, seed);
        }
    }
}
