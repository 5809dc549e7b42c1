/** The OpenID Provider: its metadata and its keys, found when first needed and kept through an outage. */
@NullMarked
package dev.sallyport.gateway.issuer;

import org.jspecify.annotations.NullMarked;
