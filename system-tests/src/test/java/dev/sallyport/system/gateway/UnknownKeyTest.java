package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Stack;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A token that names a key the gateway does not know: one of Keycloak's that is new, or nobody's. The gateway reads the
 * keys in the background so seldom here that each time it asks for them is because of a token.
 */
@GatewayTest
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnknownKeyTest {

    private static final int MANY = 5_000;
    private static final int SECONDS = 8;
    private static final int CONNECTIONS = 64;
    private static final int AT_ONCE = 50;

    private final Wire wire;
    private final RecordingService service = RecordingService.start();
    private final Application gateway;
    private final OwnRealm realm;

    UnknownKeyTest(Stack stack) {
        wire = Wire.to(stack.keycloak().url());
        wire.mend();
        var setup = ApplicationSetup.gateway();
        realm = OwnRealm.create("keys", stack.keycloak(), SecondGateway.urlOf(setup.url()));
        gateway = SecondGateway.before(service, realm.issuer(), setup)
                .environment("SALLYPORT_ISSUER_BACKCHANNEL_URI", wire.url() + "/realms/keys")
                .environment("SALLYPORT_ISSUER_READAGAIN", "1h")
                .start();
    }

    @AfterAll
    void close() {
        gateway.close();
        service.close();
        wire.close();
    }

    @Test
    @Order(1)
    void ofKeycloaksIsAskedForOnceForAllWhoComeWithIt() {
        assertThat(bearer(realm.robotToken())).hasStatus(200);
        var before = questions();
        realm.rotateKey(200);
        var token = realm.robotToken();

        var answers = AtOnce.times(AT_ONCE, () -> bearer(token));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).hasStatus(200));
        assertThat(questions() - before).isEqualTo(1);
    }

    @Test
    @Order(2)
    void ofNobodysIsNotAskedForByEveryRequest() {
        var token = realm.robotToken();
        var forged = realm.template().unsigned().split("\\.", -1)[1];
        var before = wire.requests();

        var storm = CompletableFuture.supplyAsync(() -> Storm.of(
                gateway.url() + "/orders/storm",
                "unknown-keys.lua",
                CONNECTIONS,
                SECONDS,
                Map.of("PAYLOAD", forged, "THIRD_PART", "c2lnbmF0dXJl")));
        var meanwhile = new ArrayList<Integer>();
        while (!storm.isDone()) {
            meanwhile.add(bearer(token).status());
        }

        assertThat(wire.requests() - before)
                .as("requests to Keycloak in a storm of %s", storm.join())
                .isLessThanOrEqualTo(1);
        assertThat(storm.join().refused()).isGreaterThan(MANY);
        assertThat(storm.join()).returns(0L, Storm::others).returns(0L, Storm::failed);
        assertThat(meanwhile).isNotEmpty().containsOnly(200);
    }

    @Test
    @Order(3)
    void ofNobodysKeepsNobodyElseOut() {
        AtOnce.times(
                AT_ONCE,
                () -> bearer(realm.template().withHeader("kid", "nobody's").unsigned() + "c2ln"));

        assertThat(bearer(realm.robotToken())).hasStatus(200);
    }

    private int questions() {
        return wire.requestsTo("/protocol/openid-connect/certs");
    }

    private Answer bearer(String token) {
        return RawRequest.get("/orders/keys").bearer(token).sendTo(gateway.url());
    }
}
