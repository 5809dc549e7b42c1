/** What holds when browsers reach the gateway itself by TLS ({@code server.ssl.bundle}). */
@NullMarked
package dev.sallyport.gateway.tls;

import org.jspecify.annotations.NullMarked;
