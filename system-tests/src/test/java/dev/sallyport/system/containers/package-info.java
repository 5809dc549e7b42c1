/** Sallyport in containers; these tests need a Docker engine, a Compose, and the base images (see {@code docker/}). */
@NullMarked
package dev.sallyport.system.containers;

import org.jspecify.annotations.NullMarked;
