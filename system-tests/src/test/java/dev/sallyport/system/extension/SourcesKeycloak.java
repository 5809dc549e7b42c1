package dev.sallyport.system.extension;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one Keycloak of the run whose operator allows entitlement sources: at {@code rights}, and nowhere else.
 * {@code forbidden} listens too, and must never be asked. The vault has a secret {@code rights} for every realm.
 */
final class SourcesKeycloak implements ParameterResolver {

    static final String SECRET = "vaultSecret0123456789";

    /** The servers. */
    record Servers(Keycloak keycloak, RightsServer rights, RightsServer forbidden, Path vault)
            implements AutoCloseable {

        /** A new realm with one client and the scopes of the source {@code orders}. */
        SourcesRealm realm() {
            return SourcesRealm.with(keycloak, 1, "orders");
        }

        /** A path of {@code rights}. */
        String url(String path) {
            return rights.url() + path;
        }

        /** Puts {@link #SECRET} in the vault of a realm. */
        void hideSecret(SourcesRealm realm) {
            try {
                Files.writeString(vault.resolve(realm.name() + "_rights"), SECRET);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            keycloak.close();
            rights.close();
            forbidden.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SourcesKeycloak.class))
                .computeIfAbsent(Servers.class, absent -> start(), Servers.class);
    }

    private static Servers start() {
        var rights = RightsServer.start();
        try {
            var vault = Files.createTempDirectory("vault");
            var keycloak = new KeycloakSetup()
                    .sallyportExtension()
                    .buildOption("--vault=file")
                    .option("--vault-dir=" + vault)
                    .option("--spi-entitlement-source--remote--allowed-origins=" + rights.url() + ",http://localhost:1")
                    .start();
            return new Servers(keycloak, rights, RightsServer.start(), vault);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
