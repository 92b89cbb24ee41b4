package org.symbiosis.nested;

import org.symbiosis.train.TrainConfig;

/**
 * One level and how it is trained: what is noted beside its weights.
 *
 * @param level the network and what it learns
 * @param train how
 */
public record LevelRecipe(LevelConfig level, TrainConfig train) {}
