package org.symbiosis.diffusion;

/** The times that a solver visits, from noise to image. */
public enum Knots {
    /** Even in the logarithm of the signal-to-noise ratio. */
    UNIFORM_LAMBDA {
        @Override
        double[] of(NoiseSchedule schedule, int intervals) {
            double[] knots =
                    even(
                            schedule.lambda(schedule.first()),
                            schedule.lambda(schedule.last()),
                            intervals);
            for (int i = 0; i < knots.length; i++) {
                knots[i] = schedule.timeOf(knots[i]);
            }
            return knots;
        }
    },
    /** Even in time. */
    UNIFORM_TIME {
        @Override
        double[] of(NoiseSchedule schedule, int intervals) {
            return even(schedule.first(), schedule.last(), intervals);
        }
    };

    /** The {@code intervals + 1} times between the schedule's first and last. */
    abstract double[] of(NoiseSchedule schedule, int intervals);

    /** Values from {@code from} to {@code to}, both included. */
    static double[] even(double from, double to, int intervals) {
        double[] values = new double[intervals + 1];
        for (int i = 0; i <= intervals; i++) {
            values[i] = from + (to - from) * i / intervals;
        }
        return values;
    }
}
