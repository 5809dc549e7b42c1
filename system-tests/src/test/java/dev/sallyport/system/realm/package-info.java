/** The realm as code, against a real Keycloak. */
@NullMarked
package dev.sallyport.system.realm;

import org.jspecify.annotations.NullMarked;
