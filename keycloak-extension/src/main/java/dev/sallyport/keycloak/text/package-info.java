/** What was written by somebody else: made fit to be shown, and compared with what was meant. */
@NullMarked
package dev.sallyport.keycloak.text;

import org.jspecify.annotations.NullMarked;
