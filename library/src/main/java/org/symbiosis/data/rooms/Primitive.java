package org.symbiosis.data.rooms;

/** What furniture is built of. */
sealed interface Primitive {
    Vec centre();

    Material material();

    /** The smallest box along the axes that holds it, or nearly so. */
    Bounds bounds();

    /** Middle of a sphere that holds it. */
    default Vec middle() {
        return centre();
    }

    /** Radius of a sphere about {@link #middle()} that holds it. */
    double radius();

    /** Turned about the y axis through the origin, then moved. */
    Primitive placed(Vec shift, double turn);

    /** A box of half sizes {@code half}, turned by {@code yaw} about the vertical. */
    record Box(Vec centre, Vec half, double yaw, Material material) implements Primitive {
        @Override
        public Bounds bounds() {
            double c = Math.abs(StrictMath.cos(yaw));
            double s = Math.abs(StrictMath.sin(yaw));
            return Bounds.around(
                    centre, c * half.x() + s * half.z(), half.y(), s * half.x() + c * half.z());
        }

        @Override
        public double radius() {
            return half.length();
        }

        @Override
        public Box placed(Vec shift, double turn) {
            return new Box(centre.turned(turn).plus(shift), half, yaw + turn, material);
        }
    }

    /** An ellipsoid of these radii, turned by {@code yaw} about the vertical. */
    record Ellipsoid(Vec centre, Vec radii, double yaw, Material material) implements Primitive {
        @Override
        public Bounds bounds() {
            double c = StrictMath.cos(yaw);
            double s = StrictMath.sin(yaw);
            return Bounds.around(
                    centre,
                    Vec.of(c * radii.x(), 0, s * radii.z()).length(),
                    radii.y(),
                    Vec.of(s * radii.x(), 0, c * radii.z()).length());
        }

        @Override
        public double radius() {
            return Math.max(radii.x(), Math.max(radii.y(), radii.z()));
        }

        @Override
        public Ellipsoid placed(Vec shift, double turn) {
            return new Ellipsoid(centre.turned(turn).plus(shift), radii, yaw + turn, material);
        }
    }

    /**
     * An upright truncated cone, closed by discs.
     *
     * @param centre middle of the lower disc
     * @param lower radius of the lower disc
     * @param upper radius of the upper disc
     */
    record Frustum(
            Vec centre, double lower, double upper, double height, double yaw, Material material)
            implements Primitive {
        @Override
        public Bounds bounds() {
            double r = Math.max(lower, upper);
            return Bounds.around(middle(), r, height / 2, r);
        }

        @Override
        public Vec middle() {
            return centre.plus(Vec.of(0, height / 2, 0));
        }

        @Override
        public double radius() {
            return Vec.of(height / 2, Math.max(lower, upper), 0).length();
        }

        @Override
        public Frustum placed(Vec shift, double turn) {
            Vec at = centre.turned(turn).plus(shift);
            return new Frustum(at, lower, upper, height, yaw + turn, material);
        }
    }
}
