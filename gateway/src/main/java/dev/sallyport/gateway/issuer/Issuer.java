package dev.sallyport.gateway.issuer;

import dev.sallyport.gateway.settings.WrongSetting;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The OpenID Provider that people log in at. Its metadata is read in the background, or when it is first needed: a
 * gateway whose issuer is down starts, and serves what needs no issuer. What was read stays through an outage.
 */
@Component
public final class Issuer implements ReactiveClientRegistrationRepository {

    private static final Logger log = LoggerFactory.getLogger(Issuer.class);
    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private final WebClient http;
    private final String registrationId;
    private final OAuth2ClientProperties.Registration registration;
    private final OAuth2ClientProperties.Provider properties;
    private final String issuerUri;
    private final URI metadataUri;
    private final SingleFlight<String, Provider> discovery =
            new SingleFlight<>(Duration.ofSeconds(20), Duration.ofSeconds(1));
    private volatile @Nullable Provider known;

    Issuer(OAuth2ClientProperties properties, WebClient issuerHttp) {
        var only = onlyRegistration(properties);
        this.http = issuerHttp;
        this.registrationId = only.getKey();
        this.registration = only.getValue();
        this.properties = provider(properties);
        this.issuerUri = Objects.requireNonNull(this.properties.getIssuerUri());
        this.metadataUri = URI.create(issuerUri + WELL_KNOWN);
    }

    /** The provider; fails with {@link IssuerUnavailable} while its metadata was never read and cannot be. */
    public Mono<Provider> provider() {
        var provider = known;
        return provider != null ? Mono.just(provider) : discovery.join(registrationId, this::discover);
    }

    /** The name of the registration, which is the last part of the redirect URI's path. */
    public String registrationId() {
        return registrationId;
    }

    /** Our client identifier at the issuer, which a token meant for the gateway has in its {@code aud}. */
    public String clientId() {
        return Objects.requireNonNull(registration.getClientId());
    }

    @Override
    public Mono<ClientRegistration> findByRegistrationId(String id) {
        return id.equals(registrationId) ? provider().map(Provider::client) : Mono.empty();
    }

    /** Follows what the issuer changes in its metadata; never fails. */
    Mono<Void> readAgain() {
        return discovery
                .join(registrationId, this::discover)
                .doOnError(failure ->
                        log.atWarn().addKeyValue("reason", failure.getMessage()).log("issuer metadata not read"))
                .onErrorComplete()
                .then();
    }

    private Mono<Provider> discover() {
        return http.get()
                .uri(metadataUri)
                .retrieve()
                .bodyToMono(METADATA)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("nothing in it")))
                .map(metadata -> Provider.of(issuerUri, client(metadata), metadata))
                .doOnNext(found -> known = found)
                .onErrorMap(failure -> new IssuerUnavailable("No issuer metadata at " + metadataUri, failure));
    }

    /** Spring's own mapping of its own properties, with what they leave open filled in from the metadata. */
    private ClientRegistration client(Map<String, Object> metadata) {
        if (!issuerUri.equals(metadata.get("issuer"))) {
            throw new IllegalStateException("the metadata is of another issuer, " + metadata.get("issuer"));
        }
        var filled = new OAuth2ClientProperties();
        filled.getRegistration().put(registrationId, registration);
        filled.getProvider().put(providerId(), filledIn(metadata));
        var mapped = new OAuth2ClientPropertiesMapper(filled).asClientRegistrations();
        return ClientRegistration.withClientRegistration(Objects.requireNonNull(mapped.get(registrationId)))
                .issuerUri(issuerUri)
                .providerConfigurationMetadata(metadata)
                .build();
    }

    private OAuth2ClientProperties.Provider filledIn(Map<String, Object> metadata) {
        var filled = new OAuth2ClientProperties.Provider();
        filled.setAuthorizationUri(or(properties.getAuthorizationUri(), metadata.get("authorization_endpoint")));
        filled.setTokenUri(or(properties.getTokenUri(), metadata.get("token_endpoint")));
        filled.setJwkSetUri(or(properties.getJwkSetUri(), metadata.get("jwks_uri")));
        filled.setUserInfoUri(or(properties.getUserInfoUri(), metadata.get("userinfo_endpoint")));
        filled.setUserNameAttribute(Objects.requireNonNullElse(properties.getUserNameAttribute(), "sub"));
        return filled;
    }

    private String providerId() {
        return Objects.requireNonNullElse(registration.getProvider(), registrationId);
    }

    private OAuth2ClientProperties.Provider provider(OAuth2ClientProperties all) {
        var provider = all.getProvider().get(providerId());
        if (provider == null || provider.getIssuerUri() == null) {
            throw new WrongSetting(
                    "spring.security.oauth2.client.provider." + providerId() + ".issuer-uri is not set.",
                    "Set it to the issuer, as its tokens name it in iss: https://id.example.com/realms/main.");
        }
        return provider;
    }

    private static @Nullable String or(@Nullable String ownSetting, @Nullable Object endpoint) {
        return ownSetting == null
                ? Provider.endpoint(endpoint).map(URI::toString).orElse(null)
                : ownSetting;
    }

    private static Map.Entry<String, OAuth2ClientProperties.Registration> onlyRegistration(OAuth2ClientProperties all) {
        var registrations = all.getRegistration();
        if (registrations.size() != 1) {
            throw new WrongSetting(
                    "spring.security.oauth2.client.registration has the clients " + registrations.keySet() + ".",
                    "Set exactly one, which people log in at: client-id, client-secret and scope.");
        }
        var only = registrations.entrySet().iterator().next();
        withDefaults(only.getValue());
        if (only.getValue().getScope() == null || !only.getValue().getScope().contains("openid")) {
            throw new WrongSetting(
                    "spring.security.oauth2.client.registration." + only.getKey()
                            + ".scope does not have openid in it.",
                    "Add openid: people log in by OpenID Connect.");
        }
        return only;
    }

    /** What Spring's own mapping takes from the metadata when it reads that itself. */
    private static void withDefaults(OAuth2ClientProperties.Registration registration) {
        if (registration.getAuthorizationGrantType() == null) {
            registration.setAuthorizationGrantType("authorization_code");
        }
        if (registration.getRedirectUri() == null) {
            registration.setRedirectUri("{baseUrl}/{action}/oauth2/code/{registrationId}");
        }
    }
}
