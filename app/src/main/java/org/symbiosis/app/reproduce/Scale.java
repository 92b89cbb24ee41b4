package org.symbiosis.app.reproduce;

/** How much is computed for a table. */
public enum Scale {
    /** Minutes on two cores, on the embedded rooms: shows that everything runs. */
    TINY,
    /** ViT-Tiny on pictures of 32 pixels, hours on two cores: shows directions. */
    SMALL,
    /** The table's own networks and epochs; needs its data set and accelerators. */
    FULL
}
