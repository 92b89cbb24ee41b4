/**
 * Regions of photographs on the command line: which model, which method, which annotated set, and
 * the table that compares them.
 */
package org.symbiosis.app.segments;
