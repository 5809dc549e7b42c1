@NullMarked
package dev.sallyport.realm.cli;

import org.jspecify.annotations.NullMarked;
