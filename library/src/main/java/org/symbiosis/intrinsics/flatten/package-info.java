/**
 * Flattening by an L1 image transform (Bi, Han and Yu 2015): makes the colours of a picture
 * constant piece by piece, so that little is left of its shading.
 *
 * <pre>{@code
 * Planes photo = new Planes(16, 16, new float[3 * 16 * 16]);
 * Planes flat = new Flattening(FlattenConfig.USUAL).of(photo);
 * }</pre>
 *
 * <p>May use {@code data}.
 */
package org.symbiosis.intrinsics.flatten;
