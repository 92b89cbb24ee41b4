/**
 * Judging generated images: the Frechet distance and the Inception score, each named after the
 * network that saw the images.
 */
package org.symbiosis.app.generation;
