@NullMarked
package dev.sallyport.testkit;

import org.jspecify.annotations.NullMarked;
