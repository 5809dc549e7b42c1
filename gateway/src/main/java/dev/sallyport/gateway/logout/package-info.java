/** Signing out, here and at the issuer; and being told that somebody signed out elsewhere. */
@NullMarked
package dev.sallyport.gateway.logout;

import org.jspecify.annotations.NullMarked;
