@NullMarked
package dev.sallyport.realm.impact;

import org.jspecify.annotations.NullMarked;
