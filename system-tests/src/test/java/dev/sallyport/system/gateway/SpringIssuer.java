package dev.sallyport.system.gateway;

import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.HtmlForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spring Authorization Server, set up to give opaque access tokens: an issuer that is not Keycloak. It knows ada, the
 * gateway, and two programs: robot, whose tokens are for orders, and stranger, whose are for somebody else.
 */
final class SpringIssuer implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final JsonMapper JSON = new JsonMapper();

    private final String url;
    private final ConfigurableApplicationContext application;
    private final HttpClient http = HttpClient.newHttpClient();

    private SpringIssuer(String url, ConfigurableApplicationContext application) {
        this.url = url;
        this.application = application;
    }

    /** Starts it for a gateway at this address. */
    static SpringIssuer start(String gatewayUrl) {
        return start(gatewayUrl, Duration.ofMinutes(5));
    }

    /** The access tokens that it gives the gateway live for this long. */
    static SpringIssuer start(String gatewayUrl, Duration accessTokens) {
        var port = freePort();
        var url = "http://localhost:" + port;
        var settings = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.security.user.name=ada",
                "--spring.security.user.password={noop}ada",
                "--spring.security.oauth2.authorizationserver.issuer=" + url));
        settings.addAll(client("robot", "robot", "client_credentials", "orders"));
        settings.addAll(client("stranger", "stranger", "client_credentials", "orders"));
        settings.addAll(client(
                "gateway", OwnRealm.GATEWAY_SECRET, "authorization_code,refresh_token", "openid,orders,invoices"));
        settings.add(setting("gateway", "registration.redirect-uris", gatewayUrl + "/login/oauth2/code/keycloak"));
        settings.add(setting("gateway", "token.access-token-time-to-live", accessTokens.toString()));
        return new SpringIssuer(url, SpringApplication.run(Server.class, settings.toArray(String[]::new)));
    }

    private static List<String> client(String id, String secret, String grants, String scopes) {
        return List.of(
                setting(id, "registration.client-id", id),
                setting(id, "registration.client-secret", "{noop}" + secret),
                setting(id, "registration.client-authentication-methods", "client_secret_basic"),
                setting(id, "registration.authorization-grant-types", grants),
                setting(id, "registration.scopes", scopes),
                setting(id, "token.access-token-format", "reference"));
    }

    private static String setting(String client, String property, String value) {
        return "--spring.security.oauth2.authorizationserver.client." + client + "." + property + "=" + value;
    }

    /** Nothing of the tests is scanned for. */
    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class Server {

        @Bean
        RefreshedIdTokens refreshedIdTokens() {
            return new RefreshedIdTokens();
        }

        @Bean
        OAuth2TokenCustomizer<OAuth2TokenClaimsContext> audiences() {
            return context -> {
                var stranger = context.getRegisteredClient().getClientId().equals("stranger");
                context.getClaims().audience(List.of(stranger ? "elsewhere" : "orders"));
            };
        }
    }

    /** What differs in the ID tokens that refreshes bring; with nothing they are right. */
    void refreshesWith(Map<String, Object> claims) {
        application.getBean(RefreshedIdTokens.class).changed = Map.copyOf(claims);
    }

    static final class RefreshedIdTokens implements OAuth2TokenCustomizer<JwtEncodingContext> {

        volatile Map<String, Object> changed = Map.of();

        @Override
        public void customize(JwtEncodingContext context) {
            if (AuthorizationGrantType.REFRESH_TOKEN.equals(context.getAuthorizationGrantType())) {
                context.getClaims().claims(all -> all.putAll(changed));
            }
        }
    }

    String url() {
        return url;
    }

    /** A new token of one of the programs. */
    String tokenOf(String program) {
        var answer = post(program, "/oauth2/token", "grant_type=client_credentials&scope=orders");
        return JSON.readTree(answer).path("access_token").asString();
    }

    void revoke(String program, String token) {
        post(program, "/oauth2/revoke", "token=" + token);
    }

    /** Types ada's password, where the gateway has sent her. */
    static Answer logIn(Browser browser, String path) {
        var page = browser.follow(Login.address(path));
        var csrf = CSRF.matcher(page.text());
        if (!csrf.find()) {
            throw new AssertionError("No login form, but " + page.status() + " at " + page.url());
        }
        var fields = Map.of("username", "ada", "password", "ada", "_csrf", csrf.group(1));
        return browser.submit(new HtmlForm("POST", page.url().resolve("/login"), fields));
    }

    private String post(String client, String path, String form) {
        var basic = Base64.getEncoder().encodeToString((client + ":" + client).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        application.close();
        http.close();
    }
}
