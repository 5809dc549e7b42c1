package dev.sallyport.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one stack of the run. */
final class SallyportExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SallyportExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Stack.class || type == Keycloak.class || type == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var stack = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedStack.class, absent -> new SharedStack(), SharedStack.class)
                .started();
        var type = parameter.getParameter().getType();
        if (type == Keycloak.class) {
            return stack.keycloak();
        }
        return type == Browser.class ? stack.browser() : stack;
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
