@NullMarked
package dev.sallyport.realm.plan;

import org.jspecify.annotations.NullMarked;
