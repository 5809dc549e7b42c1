@NullMarked
package dev.sallyport.realm.export;

import org.jspecify.annotations.NullMarked;
