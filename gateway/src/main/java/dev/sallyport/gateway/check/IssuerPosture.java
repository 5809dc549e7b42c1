package dev.sallyport.gateway.check;

import dev.sallyport.gateway.settings.WrongSetting;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.core.env.Environment;

/** How safely the issuer is reached, and what of it is believed. */
final class IssuerPosture {

    private static final String CLIENT = "spring.security.oauth2.client.";
    private static final String BACKCHANNEL = "sallyport.issuer.backchannel-uri";
    private static final String TYPES = "sallyport.access-token.types";

    private IssuerPosture() {}

    static Stream<Finding> of(OAuth2ClientProperties clients, Environment environment) {
        if (clients.getRegistration().size() != 1 || clients.getProvider().isEmpty()) {
            throw new WrongSetting(
                    CLIENT + "* has " + clients.getRegistration().size() + " clients at "
                            + clients.getProvider().size() + " issuers.",
                    "Set exactly one registration.*, and provider.*.issuer-uri for it.");
        }
        return Stream.of(
                        clients.getProvider().entrySet().stream().flatMap(IssuerPosture::provider),
                        clients.getRegistration().entrySet().stream().flatMap(IssuerPosture::client),
                        backChannel(environment.getProperty(BACKCHANNEL)),
                        types(environment.getProperty(TYPES, String[].class, new String[0])))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> provider(Map.Entry<String, OAuth2ClientProperties.Provider> provider) {
        var issuer = provider.getValue().getIssuerUri();
        return when(
                Address.isReadableOnTheWay(issuer),
                Finding.warning(
                        CLIENT + "provider." + provider.getKey() + ".issuer-uri is " + issuer,
                        "Passwords and tokens can be read on the way. Use https."));
    }

    private static Stream<Finding> client(Map.Entry<String, OAuth2ClientProperties.Registration> client) {
        var redirect = client.getValue().getRedirectUri();
        return when(
                Address.isReadableOnTheWay(redirect),
                Finding.warning(
                        CLIENT + "registration." + client.getKey() + ".redirect-uri is " + redirect,
                        "Codes can be read on the way, and browsers keep no __Host- cookie there. Use https."));
    }

    private static Stream<Finding> backChannel(@Nullable String address) {
        return when(
                Address.isReadableOnTheWay(address),
                Finding.warning(
                        BACKCHANNEL + " is " + address,
                        "The client secret and all tokens can be read on the way. Use https."));
    }

    private static Stream<Finding> types(String... types) {
        return when(
                Stream.of(types).anyMatch("JWT"::equalsIgnoreCase),
                Finding.warning(
                        TYPES + " accepts JWT",
                        "An ID token can be taken for an access token. Have the issuer give at+jwt (RFC 9068)."));
    }

    private static Stream<Finding> when(boolean holds, Finding finding) {
        return holds ? Stream.of(finding) : Stream.empty();
    }
}
