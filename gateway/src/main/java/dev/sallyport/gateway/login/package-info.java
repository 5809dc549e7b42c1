/** Signing in: authorization code with PKCE, many tabs at once. */
@NullMarked
package dev.sallyport.gateway.login;

import org.jspecify.annotations.NullMarked;
