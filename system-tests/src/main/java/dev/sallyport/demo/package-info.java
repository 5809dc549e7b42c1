/** What {@code ./sallyport demo} runs: the whole of Sallyport on this machine, until it is interrupted. */
@NullMarked
package dev.sallyport.demo;

import org.jspecify.annotations.NullMarked;
