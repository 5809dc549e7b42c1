/** Finds what was changed by hand. */
@NullMarked
package dev.sallyport.realm.drift;

import org.jspecify.annotations.NullMarked;
