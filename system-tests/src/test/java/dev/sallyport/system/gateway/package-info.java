/**
 * What the gateway promises to browsers, to callers with a token of their own, and to services; each test is one promise.
 *
 * <p>{@link SecondGateway} is what most of them ask: its realm is its own, so that a test may change it, and its service
 * records what arrives.
 */
@NullMarked
package dev.sallyport.system.gateway;

import org.jspecify.annotations.NullMarked;
