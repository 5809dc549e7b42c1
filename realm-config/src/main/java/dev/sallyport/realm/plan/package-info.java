/** Says what differs between the realm that is asked for and the one that is. */
@NullMarked
package dev.sallyport.realm.plan;

import org.jspecify.annotations.NullMarked;
