/**
 * The realm as code: {@code files} are read and checked; {@code plan} compares them with what {@code live} reads at Keycloak by
 * {@code admin}, {@code applied} remembers, {@code apply} writes; {@code cli} has the commands.
 */
@NullMarked
package dev.sallyport.realm;

import org.jspecify.annotations.NullMarked;
