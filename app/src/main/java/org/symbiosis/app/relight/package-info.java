/** What the commands around relighting have in common: models, named lights, moving pictures. */
package org.symbiosis.app.relight;
