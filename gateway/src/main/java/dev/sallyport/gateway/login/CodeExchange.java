package dev.sallyport.gateway.login;

import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.TokenEndpoint;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.token.AccessToken;
import dev.sallyport.gateway.token.AccessTokenVerifier;
import dev.sallyport.gateway.token.Audiences;
import dev.sallyport.gateway.token.IdTokenVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Spends an authorization code and accepts what comes for it only when every token of it is good. */
@Component
final class CodeExchange {

    private final Issuer issuer;
    private final TokenEndpoint tokenEndpoint;
    private final IdTokenVerifier idTokens;
    private final AccessTokenVerifier accessTokens;
    private final Audiences audiences;

    CodeExchange(
            Issuer issuer,
            TokenEndpoint tokenEndpoint,
            IdTokenVerifier idTokens,
            AccessTokenVerifier accessTokens,
            Audiences audiences) {
        this.issuer = issuer;
        this.tokenEndpoint = tokenEndpoint;
        this.idTokens = idTokens;
        this.accessTokens = accessTokens;
        this.audiences = audiences;
    }

    /** What a login brings. */
    record Tokens(Jwt id, AccessToken access, @Nullable String refresh) {

        @Override
        public String toString() {
            return "Tokens[" + access + "]";
        }
    }

    Mono<Tokens> tokens(OAuth2AuthorizationExchange authorization) {
        return issuer.provider()
                .flatMap(provider -> tokenEndpoint
                        .spend(new OAuth2AuthorizationCodeGrantRequest(provider.client(), authorization))
                        .flatMap(response -> verified(provider.client(), authorization, response)));
    }

    private Mono<Tokens> verified(
            ClientRegistration client, OAuth2AuthorizationExchange authorization, OAuth2AccessTokenResponse response) {
        if (!(response.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String idToken)) {
            return Mono.error(new UnacceptableToken("no ID token"));
        }
        var refresh = response.getRefreshToken();
        var access = accessTokens
                .verifyFresh(response.getAccessToken().getTokenValue())
                .doOnNext(audiences::requireAny);
        return Mono.zip(idTokens.verifyFresh(idToken, client), access)
                .doOnNext(both -> requireSameLogin(authorization, both.getT1(), both.getT2()))
                .map(both -> new Tokens(both.getT1(), both.getT2(), refresh == null ? null : refresh.getTokenValue()));
    }

    private static void requireSameLogin(OAuth2AuthorizationExchange authorization, Jwt id, AccessToken access) {
        String nonce = authorization.getAuthorizationRequest().getAttribute(OidcParameterNames.NONCE);
        if (nonce == null || !hash(nonce).equals(id.getClaimAsString("nonce"))) {
            throw new UnacceptableToken("ID token of another login: nonce");
        }
        if (!String.valueOf(id.getSubject()).equals(access.claims().get("sub"))) {
            throw new UnacceptableToken("ID token and access token of two subjects");
        }
    }

    /** Spring's authorization request carries the hash, and keeps the nonce itself. */
    private static String hash(String nonce) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(nonce.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
