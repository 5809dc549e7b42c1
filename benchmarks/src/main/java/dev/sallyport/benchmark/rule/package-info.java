/** How fast the hot code of rules is: {@code ./sallyport bench code}. */
@NullMarked
package dev.sallyport.benchmark.rule;

import org.jspecify.annotations.NullMarked;
