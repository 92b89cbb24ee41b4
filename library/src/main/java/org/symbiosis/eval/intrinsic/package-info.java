/**
 * How well a relit picture equals the true one, and how well an albedo agrees with what is known of
 * the surfaces.
 *
 * <p>{@link org.symbiosis.eval.intrinsic.Similarity} compares pictures, {@link
 * org.symbiosis.eval.intrinsic.Whdr} an albedo with judgements of lightness, {@link
 * org.symbiosis.eval.intrinsic.AlbedoError} with the truth.
 *
 * <pre>{@code
 * LitScenes scenes = LitSources.open("rooms:test");
 * Reflectance guess = Reflectance.of(Planes.of(scenes.picture(0, 3)));
 * Whdr whdr = Whdr.of(guess, scenes.judgements(0).orElseThrow());
 * double disagreement = whdr.at(0.1).orElse(Double.NaN);
 * }</pre>
 *
 * <p>May use {@code data}.
 */
package org.symbiosis.eval.intrinsic;
