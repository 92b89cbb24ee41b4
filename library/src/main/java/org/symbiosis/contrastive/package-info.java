/**
 * SimCLR (Chen et al., 2020), the method that chapter 3 compares itself with in Table 3.2: the same
 * backbone as the discriminator's, taught to tell the other view of an image from all other images.
 *
 * <p>{@link org.symbiosis.contrastive.Views} says how two views of an image come about, {@link
 * org.symbiosis.contrastive.NtXent} is the loss, {@link org.symbiosis.contrastive.SimClrTraining}
 * runs a {@link org.symbiosis.contrastive.SimClrRecipe}.
 *
 * <pre>{@code
 * SimClrRecipe recipe = SimClrRecipe.tiny().withViews(Views.FLIP_AND_CROP).withEpochs(20);
 * try (Discriminator network = SimClrTraining.untrained(recipe)) {
 *     int length = network.config().backbone().features(); // of the vector of an image
 * }
 * }</pre>
 *
 * <p>May use {@code adversarial} (for the network), {@code nn}, {@code data}, {@code train}, {@code
 * config} and {@code tensor}.
 */
package org.symbiosis.contrastive;
