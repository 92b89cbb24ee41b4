/**
 * Trained models as encoders of images, whatever their kind: what every command that needs features
 * asks for.
 */
package org.symbiosis.app.encoders;
