/**
 * Models as encoders, whatever made them: masked autoencoders, discriminators, SimCLR, public
 * vision transformers; and all measures of their features beside each other.
 */
package org.symbiosis.app.encoders;
