/**
 * What features are worth: extraction, nearest neighbours, linear probes, effective rank (sections
 * 2.4 and A.1).
 *
 * <p>{@link org.symbiosis.eval.FeatureExtractor} turns images into {@link
 * org.symbiosis.eval.Features}, the evaluations turn those into numbers, {@link
 * org.symbiosis.eval.RankProfile} into one for each part of a network.
 *
 * <pre>{@code
 * float[] values = {1, 0, 0, 1, 1, 0.1f}; // three images, two numbers each
 * Features features =
 *         new Features(
 *                 values, 3, 2, new int[] {0, 1, 0}, List.of("a", "b", "c"), "by hand");
 * double percent = new Knn(1, 0.07).classify(features, features).top1();
 * double rank = EffectiveRank.of(features); // entropy of the singular values, in nats
 * }</pre>
 *
 * <p>Every result names its feature, since scores of different features cannot be compared. May use
 * {@code nn}, {@code data}, {@code train}, {@code config} and {@code tensor}.
 */
package org.symbiosis.eval;
