/**
<<<<<<< HEAD
 * Models as encoders, whatever made them: masked autoencoders, discriminators, SimCLR, public
 * vision transformers; and all measures of their features beside each other.
=======
 * Trained models as encoders of images, whatever their kind: what every command that needs features
 * asks for.
>>>>>>> main
 */
package org.symbiosis.app.encoders;
