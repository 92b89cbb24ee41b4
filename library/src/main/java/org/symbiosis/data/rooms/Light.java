package org.symbiosis.data.rooms;

import org.symbiosis.data.SplitMix;

/**
 * A lamp that is on in a scene: a sphere that is sampled at 16 points.
 *
 * @param intensity red, green and blue; irradiance is intensity / distance^2
 * @param points sixteen points (x, y, z) of the sphere: an even spiral, turned once a scene
 */
record Light(LightSlot slot, Vec position, Vec intensity, double[] points) {
    /** Points of the sphere in all; each of the four subsamples of a pixel takes four. */
    static final int POINTS = 16;

    private static final double GOLDEN_ANGLE = 2.3999632297286535;
    private static final double NEAREST_LUMINAIRE = 1.2;

    /** The light of a slot in a scene, about as bright in mid-room as any other. */
    static Light of(Scene scene, int number) {
        LightSlot slot = LightSlot.ALL.get(number);
        SplitMix jitter = Purpose.LIGHT_JITTER.open(scene.seed(), scene.index(), number);
        SplitMix rotation = Purpose.LIGHT_ROTATION.open(scene.seed(), scene.index(), number);
        Vec position = slot.place().in(scene, jitter);
        Shell room = scene.room();
        Vec away = position.minus(Vec.of(0, .35 * room.height(), .6 * room.depth()));
        double d2 = away.dot(away);
        if (number == LightSlot.LUMINAIRE) {
            d2 = Math.max(d2, NEAREST_LUMINAIRE);
        }
        Vec intensity = slot.tint().rgb().times(slot.gain() * d2);
        double turn = rotation.u(0, 2 * StrictMath.PI);
        return new Light(slot, position, intensity, sphere(position, slot.radius(), turn));
    }

    private static double[] sphere(Vec centre, double radius, double turn) {
        double[] points = new double[3 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            double y = 1 - 2 * (i + .5) / POINTS;
            double ring = Math.sqrt(Math.max(0, 1 - y * y));
            double angle = i * GOLDEN_ANGLE + turn;
            points[3 * i] = centre.x() + radius * ring * StrictMath.cos(angle);
            points[3 * i + 1] = centre.y() + radius * y;
            points[3 * i + 2] = centre.z() + radius * ring * StrictMath.sin(angle);
        }
        return points;
    }
}
