/**
 * Models that turn images into vectors, whoever trained them, for {@code features} and the measures
 * of {@code evaluate} that compare vectors.
 */
package org.symbiosis.app.features;
