/**
 * Pictures out of trained models: what every kind of generator offers, and how it is opened by
 * where it lies.
 */
package org.symbiosis.app.generate;
