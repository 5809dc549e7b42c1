/** What is believed of requests that came through a proxy of our own ({@code sallyport.trusted-proxies}). */
@NullMarked
package dev.sallyport.gateway.proxy;

import org.jspecify.annotations.NullMarked;
