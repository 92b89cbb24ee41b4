package org.symbiosis.train;

/**
 * Says which model weights belong to.
 *
 * @param kind of the model, such as {@code mae}
 * @param config the model's configuration as JSON
 */
public record ModelIdentity(String kind, String config) {}
