/** The gateway under load, beside those that people would otherwise pick: the same service, the same load, in turns. */
@NullMarked
package dev.sallyport.benchmark.gateway;

import org.jspecify.annotations.NullMarked;
