/** What rules may say, and what they may cost. */
@NullMarked
package dev.sallyport.keycloak.rule;

import org.jspecify.annotations.NullMarked;
