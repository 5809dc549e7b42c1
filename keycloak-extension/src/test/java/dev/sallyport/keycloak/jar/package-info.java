/** The jar as it is shipped. */
@NullMarked
package dev.sallyport.keycloak.jar;

import org.jspecify.annotations.NullMarked;
