package dev.sallyport.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests in Chromium, which have a turn of their own: it breaks off its requests when the addresses of the machine change,
 * as they do whenever a container starts.
 */
@Tag("browser")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface InBrowser {}
