/**
 * The invoices that a company has to approve, a tenant at a time. A downstream service such as any team would write it:
 * all that it knows of Sallyport is the issuer of its callers' tokens and the names of two private claims.
 */
@NullMarked
package dev.sallyport.invoices;

import org.jspecify.annotations.NullMarked;
