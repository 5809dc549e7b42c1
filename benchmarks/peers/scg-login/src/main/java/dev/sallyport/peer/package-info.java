@NullMarked
package dev.sallyport.peer;

import org.jspecify.annotations.NullMarked;
