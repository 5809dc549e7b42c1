@NullMarked
package dev.sallyport.realm.assertion;

import org.jspecify.annotations.NullMarked;
