/**
 * Starts the real parts (Keycloak with our extension, gateway, services, browser) on free ports of this machine, for
 * tests, for the demo, and for anyone who builds on Sallyport.
 *
 * <p>Begin with {@link dev.sallyport.testkit.KeycloakSetup}. Nothing started here outlives the JVM that started it. Unix
 * only: Linux and macOS.
 */
@NullMarked
package dev.sallyport.testkit;

import org.jspecify.annotations.NullMarked;
