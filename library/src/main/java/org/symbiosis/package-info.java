/**
 * Symbiosis: learning from unlabelled images by generating them, after the dissertation <i>On the
 * Symbiosis of Generative Modeling and Representation Learning</i>.
 *
 * <p>The map, each part using only parts further down:
 *
 * <ul>
 *   <li>{@link org.symbiosis.decay}: masked autoencoders with decayed identity shortcuts (chapter
 *       2); methods do not know one another
 *   <li>{@link org.symbiosis.spectral}: regions and dense features out of attention (chapter 4);
 *       {@code spectral.segment} is the entry
 *   <li>{@link org.symbiosis.pretrained}: public networks, their files, names and tokenizer
 *   <li>{@link org.symbiosis.report}: charts, contact sheets and pages of results
 *   <li>{@link org.symbiosis.eval}: features and what they are worth; {@code eval.finetune}
 *   <li>{@link org.symbiosis.train}: the one training loop
 *   <li>{@link org.symbiosis.data}: images, from files to batches; {@code data.rooms} draws some
 *   <li>{@link org.symbiosis.nn}: layers that several methods share
 *   <li>{@link org.symbiosis.config}: configurations as YAML, knowing none of the others
 *   <li>{@link org.symbiosis.tensor}: the idioms over libtorch, knowing none of the others
 * </ul>
 *
 * <p>This package itself holds the two classes that all may use: {@link org.symbiosis.UserError}
 * and {@link org.symbiosis.AtomicFile}.
 */
package org.symbiosis;
