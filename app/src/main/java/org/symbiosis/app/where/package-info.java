/**
 * Whole sets on the command line: what and where joint features of many images tell, measured
 * against annotated sets (Tables 4.3 and 4.4).
 */
package org.symbiosis.app.where;
