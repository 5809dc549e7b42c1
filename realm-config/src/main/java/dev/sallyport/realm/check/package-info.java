/** Checks a realm before anything lives by it. */
@NullMarked
package dev.sallyport.realm.check;

import org.jspecify.annotations.NullMarked;
