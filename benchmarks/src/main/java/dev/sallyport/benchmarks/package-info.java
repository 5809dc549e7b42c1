/** How fast the hot code is: {@code java -jar benchmarks/target/benchmarks.jar}. */
@NullMarked
package dev.sallyport.benchmarks;

import org.jspecify.annotations.NullMarked;
