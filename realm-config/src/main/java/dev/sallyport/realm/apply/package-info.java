/** Carries out plans. */
@NullMarked
package dev.sallyport.realm.apply;

import org.jspecify.annotations.NullMarked;
