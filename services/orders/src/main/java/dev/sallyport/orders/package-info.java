/**
 * The orders of a shop, a tenant at a time. A downstream service such as any team would write it: all that it knows of
 * Sallyport is the issuer of its callers' tokens and the name of one private claim.
 */
@NullMarked
package dev.sallyport.orders;

import org.jspecify.annotations.NullMarked;
