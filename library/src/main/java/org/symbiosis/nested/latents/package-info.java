/**
 * Hierarchical semantic latents (section 5.3.1): what a frozen visual encoder says of an image as a
 * whole, of its quarters, and so on down, reduced to fewer channels the finer the grid.
 *
 * <p>{@link org.symbiosis.nested.latents.LatentPyramid} names the levels and their shapes, {@link
 * org.symbiosis.nested.latents.HierarchyEncoder} reads images, {@link
 * org.symbiosis.nested.latents.ChannelReducer} is the fitted projection, {@link
 * org.symbiosis.nested.latents.LatentCache} computes everything once and keeps it on disk, {@link
 * org.symbiosis.nested.latents.LatentStore} gives it to trainings.
 *
 * <p>May use {@code pretrained}, {@code nn}, {@code data}, {@code train}, {@code config} and {@code
 * tensor}.
 */
package org.symbiosis.nested.latents;
