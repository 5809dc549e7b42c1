/** The extension and the demo realm, in a real Keycloak. */
@NullMarked
package dev.sallyport.system.extension;

import org.jspecify.annotations.NullMarked;
