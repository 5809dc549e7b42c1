/** What was written by somebody else, made fit to be shown. */
@NullMarked
package dev.sallyport.keycloak.text;

import org.jspecify.annotations.NullMarked;
