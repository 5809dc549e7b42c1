package dev.sallyport.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The issuer's public keys (RFC 7517). They are read again in the background, so that no request waits for them and a
 * withdrawn key is soon trusted no longer. A key nobody knows sends one question for all who ask, and for the tokens of
 * callers not more than one in half a minute. When the issuer is down the known keys go on, for a day at most.
 */
@Component
public final class IssuerKeys {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(30);
    private static final Duration LONGEST_OUTAGE = Duration.ofHours(24);
    private static final long READ_AGAIN_SECONDS = 60;

    private final Issuer issuer;
    private final WebClient http;
    private final Clock clock = Clock.systemUTC();
    private final SingleFlight<String, Known> reading =
            new SingleFlight<>(Duration.ofSeconds(20), Duration.ofSeconds(1));
    private volatile @Nullable Known known;
    private volatile Instant lastQuestion = Instant.MIN;

    IssuerKeys(Issuer issuer, WebClient issuerHttp) {
        this.issuer = issuer;
        this.http = issuerHttp;
    }

    /** Makes sure that there are keys; fails with {@link IssuerUnavailable} if there are none to be had. */
    public Mono<Void> ready() {
        return usable().then();
    }

    /**
     * The keys that may have signed a token with this header: none if the issuer has no such key.
     *
     * @param fresh whether the issuer itself gave the token just now, so that an unknown key is worth a question at once
     */
    Mono<List<JWK>> matching(JWSHeader header, boolean fresh) {
        return usable().flatMap(held -> {
            var found = held.matching(header);
            return found.isEmpty() && (fresh || mayAsk())
                    ? reading.join("", this::read).map(read -> read.matching(header))
                    : Mono.just(found);
        });
    }

    /** Whether the key with this thumbprint (RFC 7638) is still the issuer's. */
    public boolean trusts(String thumbprint) {
        var held = known;
        return held != null && held.thumbprints.contains(thumbprint) && held.isUsable(clock.instant());
    }

    @Scheduled(fixedDelay = READ_AGAIN_SECONDS * 1000, initialDelay = READ_AGAIN_SECONDS * 1000)
    Mono<Void> readAhead() {
        return known == null
                ? Mono.empty()
                : reading.join("", this::read).onErrorComplete().then();
    }

    private Mono<Known> usable() {
        var held = known;
        return held != null && held.isUsable(clock.instant()) ? Mono.just(held) : reading.join("", this::read);
    }

    private synchronized boolean mayAsk() {
        var now = clock.instant();
        if (now.isBefore(lastQuestion.plus(BETWEEN_QUESTIONS))) {
            return false;
        }
        lastQuestion = now;
        return true;
    }

    private Mono<Known> read() {
        return issuer.provider()
                .flatMap(provider ->
                        http.get().uri(keySetUri(provider)).retrieve().bodyToMono(String.class))
                .map(this::parsed)
                .doOnNext(found -> known = found)
                .onErrorMap(
                        failure -> !(failure instanceof IssuerUnavailable),
                        failure -> new IssuerUnavailable("No keys from the issuer", failure))
                .doOnError(failure ->
                        log.atWarn().addKeyValue("reason", failure.getMessage()).log("issuer keys not read"));
    }

    private static String keySetUri(Provider provider) {
        var uri = provider.client().getProviderDetails().getJwkSetUri();
        if (uri == null) {
            throw new IllegalStateException("The issuer's metadata has no jwks_uri");
        }
        return uri;
    }

    private Known parsed(String json) {
        try {
            var set = JWKSet.parse(json).toPublicJWKSet();
            if (set.isEmpty()) {
                throw new IllegalStateException("The issuer's key set is empty");
            }
            return Known.of(set, clock.instant());
        } catch (ParseException | JOSEException malformed) {
            throw new IllegalStateException("The issuer's key set is malformed", malformed);
        }
    }

    private record Known(JWKSet set, Set<String> thumbprints, Instant read) {

        static Known of(JWKSet set, Instant read) throws JOSEException {
            var thumbprints = new HashSet<String>();
            for (JWK key : set.getKeys()) {
                thumbprints.add(key.computeThumbprint().toString());
            }
            return new Known(set, Set.copyOf(thumbprints), read);
        }

        List<JWK> matching(JWSHeader header) {
            return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(set);
        }

        boolean isUsable(Instant now) {
            return now.isBefore(read.plus(LONGEST_OUTAGE));
        }
    }
}
