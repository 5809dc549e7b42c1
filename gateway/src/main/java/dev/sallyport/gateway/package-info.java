/**
 * The gateway. Packages depend on each other in one direction: {@code answer} and {@code settings} know
 * nobody; {@code issuer} and {@code seal} know {@code settings};
 * {@code token} knows them; {@code session} knows {@code token}; {@code login}, {@code logout} and {@code relay} know
 * all of these, and not each other. {@code demo},
 * {@code tls} and {@code check} stand alone.
 */
@NullMarked
package dev.sallyport.gateway;

import org.jspecify.annotations.NullMarked;
