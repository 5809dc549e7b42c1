/**
 * The rule language: CEL over what Keycloak knows of a user, a client, a session and a request.
 *
 * <p>Nothing here knows Keycloak, so that a rule can be checked without one.
 */
@NullMarked
package dev.sallyport.keycloak.rule;

import org.jspecify.annotations.NullMarked;
