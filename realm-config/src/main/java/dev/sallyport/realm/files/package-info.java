/** Reads the files in which a realm is written, and compiles them to Keycloak's own representation. */
@NullMarked
package dev.sallyport.realm.files;

import org.jspecify.annotations.NullMarked;
