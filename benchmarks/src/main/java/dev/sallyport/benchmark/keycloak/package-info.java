/** What the extension costs a running Keycloak: {@code ./sallyport bench keycloak}. */
@NullMarked
package dev.sallyport.benchmark.keycloak;

import org.jspecify.annotations.NullMarked;
