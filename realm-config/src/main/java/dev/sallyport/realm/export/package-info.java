/** Writes a realm that is there as files. */
@NullMarked
package dev.sallyport.realm.export;

import org.jspecify.annotations.NullMarked;
