package org.symbiosis.app.segments;

import org.symbiosis.eval.segments.InstanceScores;

/**
 * What a method's proposals came to on a set, as COCO counts objects of any class (Table C.4).
 *
 * @param method its name
 * @param masks mean number of proposals of a photograph
 * @param boxScores by boxes
 * @param maskScores by masks
 * @param seconds mean of a photograph, the model's pass not counted
 */
public record InstanceRow(
        String method,
        double masks,
        InstanceScores boxScores,
        InstanceScores maskScores,
        double seconds) {}
