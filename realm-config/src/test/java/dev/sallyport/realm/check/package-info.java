@NullMarked
package dev.sallyport.realm.check;

import org.jspecify.annotations.NullMarked;
