package org.symbiosis.app.reproduce;

/** How much is computed for a table. */
public enum Scale {
    /** Minutes on two cores, on the embedded rooms: shows that everything runs. */
    TINY(2_000, 1_000),
    /** ViT-Tiny on pictures of 32 pixels, hours on two cores: shows directions. */
    SMALL(10_000, 2_000),
    /** The table's own networks and epochs; needs its data set and accelerators. */
    FULL(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final int trainImages;
    private final int testImages;

    Scale(int trainImages, int testImages) {
        this.trainImages = trainImages;
        this.testImages = testImages;
    }

    /** Most labelled images to learn from, unless told otherwise. */
    int trainImages() {
        return trainImages;
    }

    /** Most labelled images to be judged on, unless told otherwise. */
    int testImages() {
        return testImages;
    }
}
