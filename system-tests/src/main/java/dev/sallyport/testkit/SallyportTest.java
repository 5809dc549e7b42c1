package dev.sallyport.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit test class that needs the whole of Sallyport: its constructor and methods may take a {@link Stack}, a
 * {@link Keycloak}, a new {@link Browser}, or for pages with scripts a new {@link com.microsoft.playwright.BrowserContext}
 * of one real {@link Chromium}, closed after the test.
 *
 * <p>One stack is started for all such classes of a run, with the first that needs it, and stopped at the end. Tests leave
 * it as they found it; one that has to change it for all starts its own with {@link StackSetup}.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SallyportExtension.class)
public @interface SallyportTest {}
