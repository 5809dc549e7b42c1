/** What a caller is told: problems for scripts, pages for people, redirects for navigations. */
@NullMarked
package dev.sallyport.gateway.answer;

import org.jspecify.annotations.NullMarked;
