/** Reads a realm as it is. */
@NullMarked
package dev.sallyport.realm.live;

import org.jspecify.annotations.NullMarked;
