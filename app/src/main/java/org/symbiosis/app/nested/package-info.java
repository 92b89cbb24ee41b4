/**
 * Nested diffusion for users: encoders and autoencoders by where they lie, presets by name,
 * pictures drawn with some levels fixed, and the chapter's figures.
 */
package org.symbiosis.app.nested;
