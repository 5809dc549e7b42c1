/** Which Keycloak the extension works in. */
@NullMarked
package dev.sallyport.keycloak.about;

import org.jspecify.annotations.NullMarked;
