package dev.sallyport.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

class ClientAuthenticationTest {

    private static final String PASSWORD = "of-the-test";

    @TempDir
    private Path folder = Path.of("/");

    @Test
    void readsAnRsaKeyFromABundle() {
        var key = new ClientKey(settings("ours"), bundle("-keyalg RSA -keysize 2048", null));

        assertThat(key.jwk().isPrivate()).isTrue();
        assertThat(key.jwk().getX509CertSHA256Thumbprint()).isNotNull();
        assertThat(key.jwk().getKeyID()).isNull();
    }

    @Test
    void signsWithTheAlgorithmOfTheCurve() {
        var key = new ClientKey(settings("ours"), bundle("-keyalg EC -groupname secp384r1", null));

        assertThat(key.jwk().getAlgorithm()).isEqualTo(JWSAlgorithm.ES384);
    }

    @Test
    void namesTheKeyByTheAliasThatTheBundleNames() {
        var key = new ClientKey(settings("ours"), bundle("-keyalg RSA -keysize 2048", "mine"));

        assertThat(key.jwk().getKeyID()).isEqualTo("mine");
    }

    @Test
    void readsTheKeyAnewWhenTheBundleChanges() {
        var bundles = bundle("-keyalg RSA -keysize 2048", null);
        var key = new ClientKey(settings("ours"), bundles);
        var before = key.jwk();

        bundles.updateBundle("ours", stored("other.p12", "-keyalg RSA -keysize 2048", null));

        assertThat(key.jwk()).isNotEqualTo(before);
    }

    @Test
    void stopsTheStartWhenTheMethodNeedsAKeyAndThereIsNone() {
        assertThatThrownBy(() -> authentication("private_key_jwt", new DefaultSslBundleRegistry(), null))
                .hasMessageContaining("private_key_jwt, and there is no key");
    }

    @Test
    void stopsTheStartWhenAKeyIsSetThatNobodyUses() {
        assertThatThrownBy(
                        () -> authentication("client_secret_basic", bundle("-keyalg RSA -keysize 2048", null), "ours"))
                .hasMessageContaining("sallyport.issuer.client-key is set and not used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_jwt", "tls_client_auth", "private-key-jwt"})
    void stopsTheStartForAMethodItDoesNotKnow(String method) {
        assertThatThrownBy(() -> authentication(method, new DefaultSslBundleRegistry(), null))
                .hasMessageContaining(method)
                .hasMessageContaining("client-authentication-method");
    }

    private static ClientAuthentication authentication(
            String method, DefaultSslBundleRegistry bundles, @Nullable String key) {
        var registration = new OAuth2ClientProperties.Registration();
        registration.setClientAuthenticationMethod(method);
        var properties = new OAuth2ClientProperties();
        properties.getRegistration().put("issuer", registration);
        return new ClientAuthentication(new ClientKey(settings(key), bundles), properties);
    }

    private DefaultSslBundleRegistry bundle(String algorithm, @Nullable String alias) {
        return new DefaultSslBundleRegistry("ours", stored("ours.p12", algorithm, alias));
    }

    private SslBundle stored(String name, String algorithm, @Nullable String alias) {
        var store = folder.resolve(name);
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = keytool + " -genkeypair -alias mine " + algorithm + " -dname CN=gateway -validity 2"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store;
        try {
            assertThat(new ProcessBuilder(command.split(" ", -1))
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        var details = new JksSslStoreDetails("PKCS12", null, store.toUri().toString(), PASSWORD);
        return SslBundle.of(new JksSslStoreBundle(details, null), SslBundleKey.of(null, alias));
    }

    private static IssuerSettings settings(@Nullable String clientKey) {
        return new IssuerSettings(
                null,
                clientKey,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofHours(24));
    }
}
