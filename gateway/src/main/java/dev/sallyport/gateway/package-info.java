/**
 * The gateway. Packages depend on each other in one direction: {@code answer} and {@code settings} know
 * nobody; {@code issuer} and {@code seal} know {@code settings};
 * {@code token} knows them; {@code session} knows {@code token}; {@code login}, {@code logout} and {@code relay} know
 * all of these, and not each other. {@code proxy},
 * {@code wire}, {@code demo}, {@code tls} and {@code check} stand alone, but for what {@code check} asks {@code proxy}.
 */
@NullMarked
package dev.sallyport.gateway;

import org.jspecify.annotations.NullMarked;
