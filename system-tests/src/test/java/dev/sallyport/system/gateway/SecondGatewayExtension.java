package dev.sallyport.system.gateway;

import dev.sallyport.testkit.Stack;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the {@link SecondGateway} with the first test that needs it, and leaves it to JUnit to close it at the end. */
final class SecondGatewayExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SecondGatewayExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SecondGateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(SecondGateway.class, absent -> started(context), SecondGateway.class);
    }

    private static SecondGateway started(ExtensionContext context) {
        try {
            var start = SecondGateway.class.getDeclaredMethod("beside", Stack.class);
            return (SecondGateway)
                    Objects.requireNonNull(context.getExecutableInvoker().invoke(start));
        } catch (NoSuchMethodException renamed) {
            throw new IllegalStateException(renamed);
        }
    }
}
