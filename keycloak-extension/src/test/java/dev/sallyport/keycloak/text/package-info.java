@NullMarked
package dev.sallyport.keycloak.text;

import org.jspecify.annotations.NullMarked;
