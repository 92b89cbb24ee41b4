/**
 * Configuration records as YAML and JSON, one to one; files and single values laid over presets.
 *
 * <p>{@link org.symbiosis.config.Configs} is the entry.
 *
 * <pre>{@code
 * MaeRecipe recipe =
 *         Configs.withOverrides(
 *                 MaeRecipe.tiny(),
 *                 List.of("train.epochs=5", "model.shortcut.linear-decay.alphaMin=0.7"));
 * String yaml = Configs.yaml(recipe);
 * }</pre>
 *
 * <p>Records are read by reflection and check themselves in their constructors, sealed types are
 * told apart by the name of the case: this package knows none of the records it is given, and may
 * use nothing of ours but the root package. An unknown key is an error that names the nearest one.
 */
package org.symbiosis.config;
