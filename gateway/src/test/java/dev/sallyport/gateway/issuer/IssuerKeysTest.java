package dev.sallyport.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.sallyport.gateway.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;

class IssuerKeysTest {

    private static final RSAKey FIRST = PublishingIssuer.newKey("first");
    private static final RSAKey SECOND = PublishingIssuer.newKey("second");
    private static final Duration OUTAGE = Duration.ofHours(1);

    private final PublishingIssuer publishing = new PublishingIssuer();
    private final MovableClock clock = new MovableClock();
    private final Issuer issuer = new Issuer(publishing.client(), WebClient.create());
    private final IssuerKeys keys = new IssuerKeys(issuer, WebClient.create(), settings(), clock);

    @AfterEach
    void stop() {
        publishing.close();
    }

    @Test
    void trustAKeyThatAnotherNodeKnewBeforeAnythingWasRead() {
        assertThat(keys.trusts(thumbprint(FIRST))).isTrue();
    }

    @Test
    void trustAKeyThatIsPublished() {
        read(FIRST, SECOND);

        assertThat(keys.trusts(thumbprint(FIRST))).isTrue();
        assertThat(keys.trusts(thumbprint(SECOND))).isTrue();
    }

    @Test
    void trustNoKeyThatWasWithdrawn() {
        read(FIRST, SECOND);
        read(SECOND);

        assertThat(keys.trusts(thumbprint(FIRST))).isFalse();
        assertThat(keys.trusts(thumbprint(SECOND))).isTrue();
    }

    @Test
    void trustAKeyAgainThatIsPublishedAgain() {
        read(FIRST);
        read(SECOND);
        read(FIRST);

        assertThat(keys.trusts(thumbprint(FIRST))).isTrue();
    }

    @Test
    void trustAKeyTheyHaveNotHeardOfUntilTheyHaveAsked() {
        read(FIRST);
        assertThat(keys.trusts(thumbprint(SECOND))).isTrue();

        read(FIRST);

        assertThat(keys.trusts(thumbprint(SECOND))).isFalse();
    }

    @Test
    void goOnWhileTheIssuerIsDownButNotForEver() {
        read(FIRST);
        publishing.down(true);
        clock.passes(OUTAGE.minusSeconds(1));
        keys.readAgain().block();

        assertThat(keys.trusts(thumbprint(FIRST))).isTrue();
        assertThat(matching("first")).containsExactly("first");

        clock.passes(Duration.ofSeconds(1));

        assertThat(keys.trusts(thumbprint(FIRST))).isFalse();
        assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> matching("first"));
    }

    @Test
    void areAskedForOneThatIsNew() {
        read(FIRST);
        publishing.publish(FIRST, SECOND);

        assertThat(matching("second")).containsExactly("second");
    }

    @Test
    void areNotAskedAgainWithinHalfAMinute() {
        read(FIRST);
        assertThat(matching("second")).isEmpty();
        publishing.publish(FIRST, SECOND);
        clock.passes(Duration.ofSeconds(29));

        assertThat(matching("second")).isEmpty();

        clock.passes(Duration.ofSeconds(1));

        assertThat(matching("second")).containsExactly("second");
    }

    @Test
    void haveNoneThatWasWithdrawnSinceTheyWereLastAskedFor() {
        read(FIRST);
        publishing.publish(FIRST, SECOND);
        assertThat(matching("second")).containsExactly("second");

        read(SECOND);

        assertThat(matching("first")).isEmpty();
    }

    @Test
    void areAskedAtOnceForATokenThatTheIssuerJustGave() {
        read(FIRST);
        assertThat(matching("second")).isEmpty();
        publishing.publish(FIRST, SECOND);

        var found = keys.matching(header("second"), true).block();

        assertThat(Objects.requireNonNull(found)).extracting(JWK::getKeyID).containsExactly("second");
    }

    @Test
    void tellNothingOfAnUnknownOneWhileTheIssuerIsDown() {
        read(FIRST);
        publishing.down(true);

        assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> matching("second"));
    }

    @Test
    void areAskedForAnUnknownOneAgainSoonWhenTheIssuerDidNotAnswer() {
        read(FIRST);
        publishing.down(true);
        assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> matching("second"));

        publishing.down(false);
        publishing.publish(FIRST, SECOND);

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .until(() -> matching("second").equals(List.of("second")));
    }

    @Test
    void areReadAgainWithTheMetadata() {
        read(FIRST);
        publishing.tokensAt("/moved");

        keys.readAgain().block();

        var client = Objects.requireNonNull(issuer.provider().block()).client();
        assertThat(client.getProviderDetails().getTokenUri()).isEqualTo(publishing.url() + "/moved");
    }

    @Test
    void leaveTheMetadataAsItWasWhileTheIssuerIsDown() {
        read(FIRST);
        publishing.down(true);

        keys.readAgain().block();

        assertThat(Objects.requireNonNull(issuer.provider().block()).issuer()).isEqualTo(publishing.url());
    }

    /** Time goes on between two reads. */
    private void read(RSAKey... published) {
        publishing.publish(published);
        clock.passes(Duration.ofSeconds(1));
        keys.readAgain().block();
    }

    private List<String> matching(String id) {
        var found = Objects.requireNonNull(keys.matching(header(id), false).block());
        return found.stream().map(JWK::getKeyID).toList();
    }

    private static JWSHeader header(String id) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();
    }

    private static String thumbprint(RSAKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static IssuerSettings settings() {
        return new IssuerSettings(
                null, null, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1), OUTAGE);
    }
}
