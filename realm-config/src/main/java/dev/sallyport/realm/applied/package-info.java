/** Remembers in the realm what was applied last. */
@NullMarked
package dev.sallyport.realm.applied;

import org.jspecify.annotations.NullMarked;
