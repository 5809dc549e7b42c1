@NullMarked
package dev.sallyport.realm.files;

import org.jspecify.annotations.NullMarked;
