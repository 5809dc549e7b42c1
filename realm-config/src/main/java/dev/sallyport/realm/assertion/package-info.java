/** Assertions about who gets what, held against a realm that lives. */
@NullMarked
package dev.sallyport.realm.assertion;

import org.jspecify.annotations.NullMarked;
