/** What Keycloak knows of a user, a client, a session and a request, as facts for rules. */
@NullMarked
package dev.sallyport.keycloak.facts;

import org.jspecify.annotations.NullMarked;
