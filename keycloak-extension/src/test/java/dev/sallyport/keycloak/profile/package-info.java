@NullMarked
package dev.sallyport.keycloak.profile;

import org.jspecify.annotations.NullMarked;
