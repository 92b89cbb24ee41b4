package org.symbiosis.app.generation;

import java.util.Optional;
import org.symbiosis.eval.InceptionScore;
import org.symbiosis.eval.Moments;

/**
 * What a network saw in a set of images.
 *
 * @param moments of its features
 * @param score of its classes; none where the network has no classifier, an image could not be read
 *     or there are fewer images than splits
 */
public record Judgement(Moments moments, Optional<InceptionScore.Score> score) {}
