package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.HtmlForm;
import dev.sallyport.testkit.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that Keycloak knows by a key, {@code private_key_jwt}: there is no secret that both have. */
@GatewayTest
@TestInstance(Lifecycle.PER_CLASS)
class ClientKeyTest {

    private static final String PASSWORD = "of-the-tests";

    private static final String REVOCATION = "/protocol/openid-connect/revoke";

    private final RecordingService service = RecordingService.start();
    private final Wire wire;
    private final Application gateway;
    private final OwnRealm realm;

    ClientKeyTest(Stack stack, @TempDir Path folder) {
        wire = Wire.to(stack.keycloak().url());
        wire.mend();
        var setup = ApplicationSetup.gateway();
        realm = OwnRealm.create("keyed", stack.keycloak(), SecondGateway.urlOf(setup.url()));
        var store = newKey(folder.resolve("client.p12"));
        realm.authenticateByKey("gateway", store.certificate());
        gateway = SecondGateway.before(service, realm.issuer(), setup)
                .environment("GATEWAY_SECRET", "")
                .environment("SALLYPORT_ISSUER_BACKCHANNELURI", wire.url() + "/realms/keyed")
                .environment(
                        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_KEYCLOAK_CLIENTAUTHENTICATIONMETHOD",
                        "private_key_jwt")
                .environment("SALLYPORT_ISSUER_CLIENTKEY", "client")
                .environment(
                        "SPRING_SSL_BUNDLE_PEM_CLIENT_KEYSTORE_CERTIFICATE", pem("CERTIFICATE", store.certificate()))
                .environment("SPRING_SSL_BUNDLE_PEM_CLIENT_KEYSTORE_PRIVATEKEY", pem("PRIVATE KEY", store.privateKey()))
                .start();
    }

    @AfterAll
    void close() {
        gateway.close();
        service.close();
        wire.close();
    }

    @Test
    void logsPeopleIn() {
        assertThat(browser().logIn("alice").get("/own/key")).hasStatus(200);
    }

    @Test
    void exchangesTokens() {
        assertThat(browser().logIn("alice").get("/orders/key")).hasStatus(200);

        assertThat(service.onlyRequestTo("/orders/key").token().audience()).containsExactly("orders");
    }

    @Test
    void refreshesTokens() {
        try (var _ = realm.changeClient("gateway", "access.token.lifespan", "2")) {
            var browser = browser().logIn("alice");
            browser.get("/own/key-before");
            var before = service.onlyRequestTo("/own/key-before").token();
            Until.past(before.expiry());

            assertThat(browser.get("/own/key-after")).hasStatus(200);
            assertThat(service.onlyRequestTo("/own/key-after").token().expiry()).isAfter(before.expiry());
        }
    }

    @Test
    void hasTokensOfItsOwn() {
        try (var _ = realm.withServiceAccount("gateway")) {
            assertThat(browser().get("/machine/public/key")).hasStatus(200);
        }
    }

    @Test
    void revokesTokens() {
        var browser = browser().logIn("bob");

        browser.post("/bff/logout", null);

        Until.holds("a revocation", () -> wire.requestsTo(REVOCATION) == 1);
        assertThat(wire.lastFormTo(REVOCATION))
                .containsEntry("token_type_hint", "refresh_token")
                .containsKeys("token", "client_assertion")
                .doesNotContainKey("client_secret");
        assertThat(HtmlForm.in(browser.follow("/bff/login"), "kc-form-login")).isPresent();
    }

    private Browser browser() {
        return Browser.on(SecondGateway.urlOf(gateway.url()));
    }

    private static String pem(String what, String content) {
        return "-----BEGIN " + what + "-----\n" + content + "\n-----END " + what + "-----\n";
    }

    private static String encoded(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    /** Both in base64. */
    private record Key(String certificate, String privateKey) {}

    private static Key newKey(Path store) {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = keytool + " -genkeypair -alias gateway -keyalg RSA -keysize 2048 -dname CN=gateway -validity 2"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store;
        try {
            var made = new ProcessBuilder(command.split(" ", -1))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(made).isZero();
            return keyIn(store);
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Key keyIn(Path store) throws IOException, GeneralSecurityException {
        try (var file = Files.newInputStream(store)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD.toCharArray());
            return new Key(
                    encoded(keys.getCertificate("gateway").getEncoded()),
                    encoded(keys.getKey("gateway", PASSWORD.toCharArray()).getEncoded()));
        }
    }
}
