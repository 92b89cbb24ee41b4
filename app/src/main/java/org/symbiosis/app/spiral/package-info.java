/** Figure 3.2: a structural GAN on a double spiral, its scores and its picture. */
package org.symbiosis.app.spiral;
