@NullMarked
package dev.sallyport.realm.apply;

import org.jspecify.annotations.NullMarked;
