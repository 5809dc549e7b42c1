/** The settings of the gateway as a whole: none that is wrong or unknown lets it start. */
@NullMarked
package dev.sallyport.gateway.settings;

import org.jspecify.annotations.NullMarked;
