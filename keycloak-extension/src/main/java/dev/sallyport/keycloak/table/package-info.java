/** The tables of names and rules that administrators write in a mapper. */
@NullMarked
package dev.sallyport.keycloak.table;

import org.jspecify.annotations.NullMarked;
