package dev.sallyport.gateway.issuer;

import java.time.Instant;
import java.util.Set;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.AbstractWebClientReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.TokenExchangeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveTokenExchangeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Asks the issuer for tokens. Whatever goes wrong is one of two things: {@link IssuerRefused}, the issuer said no, or
 * {@link IssuerUnavailable}, it said nothing that decides anything.
 */
@Component
public final class TokenEndpoint {

    private static final Set<String> UNDECIDED =
            Set.of(OAuth2ErrorCodes.SERVER_ERROR, OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, "invalid_token_response");

    private static final String NO_ANSWER = "No token response";

    private final Issuer issuer;
    private final WebClient http;
    private final ClientAuthentication authentication;
    private final WebClientReactiveAuthorizationCodeTokenResponseClient codes =
            new WebClientReactiveAuthorizationCodeTokenResponseClient();
    private final WebClientReactiveRefreshTokenTokenResponseClient refreshes =
            new WebClientReactiveRefreshTokenTokenResponseClient();

    TokenEndpoint(Issuer issuer, WebClient issuerHttp, ClientAuthentication authentication) {
        this.issuer = issuer;
        this.http = issuerHttp;
        this.authentication = authentication;
        prepare(codes);
        prepare(refreshes);
    }

    /** Spends an authorization code (RFC 6749 section 4.1.3). */
    public Mono<OAuth2AccessTokenResponse> spend(OAuth2AuthorizationCodeGrantRequest code) {
        return decided(codes.getTokenResponse(code));
    }

    /** Spends a refresh token (RFC 6749 section 6). */
    public Mono<OAuth2AccessTokenResponse> refresh(String accessToken, String refreshToken) {
        var refresh = new OAuth2RefreshToken(refreshToken, null);
        return decided(issuer.provider()
                .map(provider -> new OAuth2RefreshTokenGrantRequest(provider.client(), bearer(accessToken), refresh))
                .flatMap(refreshes::getTokenResponse));
    }

    /** Exchanges an access token for one that a single service accepts (RFC 8693 section 2.1). */
    public Mono<OAuth2AccessTokenResponse> exchange(String accessToken, String audience, Set<String> scopes) {
        var exchanges = new WebClientReactiveTokenExchangeTokenResponseClient();
        prepare(exchanges);
        exchanges.addParametersConverter(grant -> parameter(OAuth2ParameterNames.AUDIENCE, audience));
        return decided(issuer.provider()
                .map(provider -> with(AuthorizationGrantType.TOKEN_EXCHANGE, provider.client(), scopes))
                .map(client -> new TokenExchangeGrantRequest(client, bearer(accessToken), null))
                .flatMap(exchanges::getTokenResponse));
    }

    /** Asks for a token of our own, for one service (RFC 6749 section 4.4). */
    public Mono<OAuth2AccessTokenResponse> own(String audience, Set<String> scopes) {
        var credentials = new WebClientReactiveClientCredentialsTokenResponseClient();
        prepare(credentials);
        credentials.addParametersConverter(grant -> parameter(OAuth2ParameterNames.AUDIENCE, audience));
        return decided(issuer.provider()
                .map(provider -> with(AuthorizationGrantType.CLIENT_CREDENTIALS, provider.client(), scopes))
                .map(OAuth2ClientCredentialsGrantRequest::new)
                .flatMap(credentials::getTokenResponse));
    }

    private <T extends AbstractOAuth2AuthorizationGrantRequest> void prepare(
            AbstractWebClientReactiveOAuth2AccessTokenResponseClient<T> client) {
        client.setWebClient(http);
        client.addParametersConverter(authentication.assertion());
    }

    private static <T> Mono<T> decided(Mono<T> answer) {
        return answer.onErrorMap(OAuth2AuthorizationException.class, TokenEndpoint::told)
                .onErrorMap(failure -> IssuerUnavailable.unlessRefused(NO_ANSWER, failure));
    }

    private static RuntimeException told(OAuth2AuthorizationException failure) {
        var error = failure.getError();
        return UNDECIDED.contains(error.getErrorCode())
                ? IssuerUnavailable.malformed(NO_ANSWER, error.getErrorCode())
                : new IssuerRefused(error.getErrorCode(), error.getDescription());
    }

    private static ClientRegistration with(
            AuthorizationGrantType grantType, ClientRegistration client, Set<String> scopes) {
        return ClientRegistration.withClientRegistration(client)
                .authorizationGrantType(grantType)
                .scope(scopes)
                .build();
    }

    /** The times are of no use at the token endpoint, but Spring's type asks for them. */
    private static OAuth2AccessToken bearer(String value) {
        return new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, value, Instant.EPOCH, Instant.MAX);
    }

    private static LinkedMultiValueMap<String, String> parameter(String name, String value) {
        var parameters = new LinkedMultiValueMap<String, String>();
        parameters.add(name, value);
        return parameters;
    }
}
