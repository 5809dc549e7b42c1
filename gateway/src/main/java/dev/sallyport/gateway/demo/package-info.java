/** The demo page. */
@NullMarked
package dev.sallyport.gateway.demo;

import org.jspecify.annotations.NullMarked;
