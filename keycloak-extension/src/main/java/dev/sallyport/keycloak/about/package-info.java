/** What the console's server information says about this extension. */
@NullMarked
package dev.sallyport.keycloak.about;

import org.jspecify.annotations.NullMarked;
