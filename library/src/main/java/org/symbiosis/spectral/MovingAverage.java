package org.symbiosis.spectral;

/**
 * The moving average of all maps, a step a minibatch: since an image stands still between its own
 * minibatches, the steps between are taken at once when they are needed.
 */
final class MovingAverage {
    private MovingAverage() {}

    /** The average of an image after so many minibatches of the whole run. */
    static float[] at(MapTable.Entry entry, double decay, long iteration) {
        double share = Math.pow(decay, (double) (iteration - entry.averaged()));
        float[] average = new float[entry.average().length];
        for (int i = 0; i < average.length; i++) {
            double x = entry.values()[i];
            average[i] = (float) (x + share * (entry.average()[i] - x));
        }
        return average;
    }

    /** One step towards these values, in place. */
    static void follow(float[] average, float[] values, double decay) {
        for (int i = 0; i < average.length; i++) {
            average[i] = (float) (decay * average[i] + (1 - decay) * values[i]);
        }
    }
}
