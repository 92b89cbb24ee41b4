/** Symbiosis: learning from unlabelled images by generating them. */
package org.symbiosis;
