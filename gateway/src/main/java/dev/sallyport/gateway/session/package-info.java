/** Sessions: what the gateway holds for a person, behind one cookie. */
@NullMarked
package dev.sallyport.gateway.session;

import org.jspecify.annotations.NullMarked;
