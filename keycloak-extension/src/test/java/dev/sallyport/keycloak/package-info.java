/** The extension as a whole. */
@NullMarked
package dev.sallyport.keycloak;

import org.jspecify.annotations.NullMarked;
