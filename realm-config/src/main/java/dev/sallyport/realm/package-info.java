/**
 * The realm as code: {@code files} are read and checked; {@code plan} compares them with what {@code live} reads at Keycloak by
 * {@code admin}, {@code applied} remembers, {@code apply} writes; {@code check} needs no server,
 * {@code assertion} asks one; {@code cli} has the commands.
 */
@NullMarked
package dev.sallyport.realm;

import org.jspecify.annotations.NullMarked;
