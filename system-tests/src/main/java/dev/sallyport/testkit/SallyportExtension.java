package dev.sallyport.testkit;

import com.microsoft.playwright.BrowserContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one stack of the run: of the launcher's session, of which each process that runs tests has one. */
final class SallyportExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SallyportExtension.class);
    private static final Set<Class<?>> GIVEN = Set.of(Stack.class, Keycloak.class, Browser.class, BrowserContext.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
        var stack = shared.computeIfAbsent(SharedStack.class, absent -> new SharedStack(), SharedStack.class)
                .started();
        var type = parameter.getParameter().getType();
        if (type == Stack.class) {
            return stack;
        }
        if (type == Keycloak.class) {
            return stack.keycloak();
        }
        if (type == Browser.class) {
            return stack.browser();
        }
        var chromium = shared.computeIfAbsent(Chromium.class, absent -> Chromium.start(), Chromium.class);
        return closedAfter(context, chromium.on(stack.gateway().url()));
    }

    private static BrowserContext closedAfter(ExtensionContext context, BrowserContext browser) {
        context.getStore(NAMESPACE).put(browser, browser);
        return browser;
    }

    /** Starts once, and remembers a failure: the next test need not wait for the same again. JUnit closes it at the end. */
    private static final class SharedStack implements AutoCloseable {

        private @Nullable Stack stack;
        private @Nullable RuntimeException failure;

        synchronized Stack started() {
            if (failure != null) {
                throw failure;
            }
            if (stack == null) {
                stack = start();
            }
            return stack;
        }

        private Stack start() {
            try {
                return new StackSetup().start();
            } catch (RuntimeException failed) {
                failure = failed;
                throw failed;
            }
        }

        @Override
        public synchronized void close() {
            if (stack != null) {
                stack.close();
            }
        }
    }
}
