/** Attributes that users may edit themselves, and the rules that must not believe them. */
@NullMarked
package dev.sallyport.keycloak.profile;

import org.jspecify.annotations.NullMarked;
