/**
 * Decides, when Keycloak issues a token, which domain scopes and which private claims are in it.
 *
 * <p>The packages depend on each other in one direction:
 *
 * <pre>
 * guard → scope → facts → entitlement → rule
 *         claim ↗
 *         scope, claim → profile → table → rule
 *         scope, claim → refusal
 * guard → check → table
 * explain → scope
 * </pre>
 */
@NullMarked
package dev.sallyport.keycloak;

import org.jspecify.annotations.NullMarked;
