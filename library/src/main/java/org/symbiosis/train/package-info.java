/**
 * The one training loop of all methods: draw, split over workers, sum the gradients, step, log,
 * save.
 *
 * <p>A method implements {@link org.symbiosis.train.Method}; {@link org.symbiosis.train.Trainer}
 * does the rest, into a {@link org.symbiosis.train.RunDirectory}. With the same seed and the same
 * number of workers a training gives the same bytes, interrupted or not.
 *
 * <pre>{@code
 * LearningRate rate =
 *         new LearningRate.WarmupCosine(1.5e-4, LearningRate.Scaling.PER_256_IMAGES, 40, 0);
 * double inTheFirstEpoch = rate.at(0.5, 800, 1024);      // of 800, 1024 images a step
 * OptimizerConfig adamW = OptimizerConfig.AdamW.ofMae(); // betas 0.9 and 0.95, decay 0.05
 * }</pre>
 *
 * <p>Metrics go to {@code metrics.jsonl} and to TensorBoard events. May use {@code nn}, {@code
 * data} and {@code tensor}; it knows no method.
 */
package org.symbiosis.train;
