/** The command line. */
package org.symbiosis.app;
