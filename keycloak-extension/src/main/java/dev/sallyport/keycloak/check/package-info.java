/** Finds rules that nobody has checked when they were saved. */
@NullMarked
package dev.sallyport.keycloak.check;

import org.jspecify.annotations.NullMarked;
