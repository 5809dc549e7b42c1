/** Access tokens: verified once, refreshed once, exchanged once. */
@NullMarked
package dev.sallyport.gateway.token;

import org.jspecify.annotations.NullMarked;
