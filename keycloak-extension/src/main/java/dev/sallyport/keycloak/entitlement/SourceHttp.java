package dev.sallyport.keycloak.entitlement;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.http.Consts;
import org.apache.http.HttpEntity;
import org.apache.http.NoHttpResponseException;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.truststore.TruststoreProvider;

/**
 * HTTP as sources need it, and no more: POST, JSON back, bounded size, no redirects, no cookies, no proxy, connections to
 * allowed addresses alone. Keycloak's own client resolves names where nobody looks, and follows its operator's proxies.
 */
final class SourceHttp implements AutoCloseable {

    static final int MAX_BYTES = 65_536;

    private static final int MAX_HEADERS = 100;
    private static final int CONNECTIONS = 128;

    private final CloseableHttpClient client;

    SourceHttp(SSLContext trust, AllowedOrigins allowed) {
        var schemes = RegistryBuilder.<ConnectionSocketFactory>create()
                .register("http", PlainConnectionSocketFactory.getSocketFactory())
                .register("https", new SSLConnectionSocketFactory(trust))
                .build();
        var connections = new PoolingHttpClientConnectionManager(schemes, null, null, allowed, 5, TimeUnit.MINUTES);
        connections.setMaxTotal(CONNECTIONS);
        connections.setDefaultMaxPerRoute(CONNECTIONS);
        connections.setValidateAfterInactivity(200);
        connections.setDefaultSocketConfig(
                SocketConfig.custom().setSoTimeout(2000).build());
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setCharset(Consts.ASCII)
                .setMessageConstraints(MessageConstraints.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(8192)
                        .build())
                .build());
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("Sallyport")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setRetryHandler((failure, count, context) ->
                        count == 1 && failure instanceof NoHttpResponseException) // a kept connection that had ended
                .build();
    }

    /** Trusts what Keycloak trusts. */
    static SourceHttp of(KeycloakSession keycloak, AllowedOrigins allowed) {
        return new SourceHttp(trust(keycloak), allowed);
    }

    private static SSLContext trust(KeycloakSession keycloak) {
        var provider = keycloak.getProvider(TruststoreProvider.class);
        try {
            return provider == null || provider.getTruststore() == null
                    ? SSLContexts.createDefault()
                    : SSLContexts.custom()
                            .loadTrustMaterial(provider.getTruststore(), null)
                            .build();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("Keycloak's truststore cannot be used", unusable);
        }
    }

    /** The bytes of a JSON answer with status 200. */
    byte[] send(HttpPost post, Conversation conversation, Deadline deadline) throws Unanswered {
        post.setConfig(within(deadline));
        post.setHeader("Accept", "application/json");
        conversation.begin(post);
        try (var response = client.execute(post)) {
            check(response);
            return read(response.getEntity());
        } catch (InterruptedIOException late) {
            throw new Unanswered(Outcome.DEADLINE);
        } catch (IOException | RuntimeException broken) {
            throw new Unanswered(Outcome.UNREACHABLE);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static RequestConfig within(Deadline deadline) {
        var left = deadline.millisLeft();
        return RequestConfig.custom()
                .setConnectionRequestTimeout(left)
                .setConnectTimeout(left)
                .setSocketTimeout(left)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .build();
    }

    private static void check(CloseableHttpResponse response) throws Unanswered {
        var status = response.getStatusLine().getStatusCode();
        if (status != 200) {
            throw new Unanswered(refusal(status));
        }
        if (!isJson(response.getEntity())) {
            throw new Unanswered(Outcome.UNREADABLE);
        }
    }

    private static Outcome refusal(int status) {
        if (status == 401) {
            return Outcome.UNAUTHORIZED;
        }
        return status == 429 || status >= 500 ? Outcome.FAILING : Outcome.REFUSED;
    }

    private static boolean isJson(@Nullable HttpEntity entity) {
        var type = entity == null ? null : ContentType.getLenient(entity);
        return type != null
                && (type.getMimeType().equalsIgnoreCase("application/json")
                        || type.getMimeType().endsWith("+json"));
    }

    private static byte[] read(HttpEntity entity) throws IOException, Unanswered {
        var bytes = entity.getContent().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Unanswered(Outcome.TOO_LARGE);
        }
        return bytes;
    }
}
