/** The tables that administrators write. */
@NullMarked
package dev.sallyport.keycloak.table;

import org.jspecify.annotations.NullMarked;
