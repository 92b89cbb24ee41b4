package org.symbiosis.nn;

/** Whether a linear map has a bias. */
public enum Bias {
    /** y = x W^T + b. */
    LEARNT,
    /** y = x W^T. */
    NONE
}
