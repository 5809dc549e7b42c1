/** Talks to Keycloak's admin REST API, of 26.0 and newer. */
@NullMarked
package dev.sallyport.realm.admin;

import org.jspecify.annotations.NullMarked;
