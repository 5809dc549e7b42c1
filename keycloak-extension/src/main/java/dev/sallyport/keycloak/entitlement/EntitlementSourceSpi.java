package dev.sallyport.keycloak.entitlement;

import dev.sallyport.keycloak.about.SupportedKeycloak;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Lets Keycloak keep entitlement sources as components of a realm. */
public final class EntitlementSourceSpi implements Spi {

    /** Keycloak makes it before all else that is ours: one that is too old is told so before it misses a class. */
    public EntitlementSourceSpi() {
        SupportedKeycloak.check();
    }

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "entitlement-source";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return EntitlementSource.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return EntitlementSourceFactory.class;
    }
}
