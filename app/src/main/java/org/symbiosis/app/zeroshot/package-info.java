/**
 * Classes of pixels by names alone: regions named by CLIP against what people drew, for {@code
 * evaluate zero-shot} (Table C.3).
 */
package org.symbiosis.app.zeroshot;
