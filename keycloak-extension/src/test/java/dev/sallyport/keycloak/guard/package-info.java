@NullMarked
package dev.sallyport.keycloak.guard;

import org.jspecify.annotations.NullMarked;
