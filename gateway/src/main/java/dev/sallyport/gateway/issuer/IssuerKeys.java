package dev.sallyport.gateway.issuer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The issuer's public keys (RFC 7517). They are read again in the background, so that no request waits for them and a
 * withdrawn key is soon trusted no longer. A key nobody knows sends one question for all who come with it, and not more
 * than one in half a minute. When the issuer is down the known keys go on, but not for ever.
 */
@Component
public final class IssuerKeys {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(30);

    private final Issuer issuer;
    private final WebClient http;
    private final Duration longestOutage;
    private final Clock clock;
    private final SingleFlight<String, KeySet> reading =
            new SingleFlight<>(Duration.ofSeconds(20), Duration.ofSeconds(1));

    /** The keys that are not the issuer's, though tokens were verified with them, and when that was first noticed. */
    private final Cache<String, Instant> missed =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private volatile @Nullable KeySet known;
    private @Nullable Question lastQuestion;

    @Autowired
    IssuerKeys(Issuer issuer, WebClient issuerHttp, IssuerSettings settings) {
        this(issuer, issuerHttp, settings, Clock.systemUTC());
    }

    IssuerKeys(Issuer issuer, WebClient issuerHttp, IssuerSettings settings, Clock clock) {
        this.issuer = issuer;
        this.http = issuerHttp;
        this.longestOutage = settings.longestOutage();
        this.clock = clock;
    }

    private record Question(Instant asked, Mono<Void> answered) {}

    /** Makes sure that there are keys; fails with {@link IssuerUnavailable} if there are none to be had. */
    public Mono<Void> ready() {
        return usable().then();
    }

    /**
     * The keys that may have signed a token with this header: none if the issuer has no such key. Fails with
     * {@link IssuerUnavailable} if nobody can tell.
     *
     * @param fresh whether the issuer itself gave the token just now, so that an unknown key is worth a question at once
     */
    Mono<List<JWK>> matching(JWSHeader header, boolean fresh) {
        return usable().filter(held -> held.knows(header))
                .switchIfEmpty(Mono.defer(() -> fresh ? readNow() : asked()))
                .map(held -> held.matching(header));
    }

    /**
     * Whether a token that was verified with the key of this thumbprint (RFC 7638), here or on another node, is still good
     * as far as its key goes. It is not when the issuer took the key back; it is while this node has not heard of the
     * key and has not asked. A token that no key signed, an opaque one, has an empty thumbprint.
     */
    public boolean trusts(String thumbprint) {
        var held = known;
        if (held == null || thumbprint.isEmpty()) {
            return true;
        }
        var now = clock.instant();
        return isUsable(held, now)
                && (held.contains(thumbprint) || !held.read().isAfter(missed.get(thumbprint, unheard -> now)));
    }

    /** What the issuer has changed, in its metadata and in its keys. */
    @Scheduled(fixedDelayString = "#{@issuerReadAgain}")
    Mono<Void> readAgain() {
        return issuer.readAgain().then(readNow()).onErrorComplete().then();
    }

    private Mono<KeySet> usable() {
        return Mono.defer(() -> {
            var held = known;
            return held != null && isUsable(held, clock.instant()) ? Mono.just(held) : readNow();
        });
    }

    private boolean isUsable(KeySet held, Instant now) {
        return now.isBefore(held.read().plus(longestOutage));
    }

    /**
     * What is known once the last question is answered, which serves all who come before the next may be asked. That may be
     * more than its answer was: a key that has been withdrawn since is none.
     */
    private Mono<KeySet> asked() {
        return question().answered.then(usable());
    }

    private synchronized Question question() {
        var now = clock.instant();
        var last = lastQuestion;
        if (last == null || !now.isBefore(last.asked.plus(BETWEEN_QUESTIONS))) {
            last = new Question(
                    now, readNow().doOnError(failure -> forgetQuestion()).then().cache());
            lastQuestion = last;
        }
        return last;
    }

    /** One that was not answered is no reason to wait for half a minute. */
    private synchronized void forgetQuestion() {
        lastQuestion = null;
    }

    private Mono<KeySet> readNow() {
        return reading.join("", this::read);
    }

    private Mono<KeySet> read() {
        var begun = clock.instant();
        return issuer.provider()
                .flatMap(provider ->
                        http.get().uri(keySetUri(provider)).retrieve().bodyToMono(String.class))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("nothing in it")))
                .map(json -> KeySet.parse(json, begun))
                .doOnNext(this::learn)
                .onErrorMap(
                        failure -> !(failure instanceof IssuerUnavailable),
                        failure -> new IssuerUnavailable("No keys from the issuer", failure))
                .doOnError(failure ->
                        log.atWarn().addKeyValue("reason", failure.getMessage()).log("issuer keys not read"));
    }

    private void learn(KeySet read) {
        var former = known;
        known = read;
        if (former != null) {
            former.thumbprints().stream()
                    .filter(thumbprint -> !read.contains(thumbprint))
                    .forEach(this::withdrawn);
        }
    }

    private void withdrawn(String thumbprint) {
        missed.put(thumbprint, Instant.MIN);
        log.atInfo().addKeyValue("key", thumbprint).log("issuer key withdrawn");
    }

    private static String keySetUri(Provider provider) {
        var uri = provider.client().getProviderDetails().getJwkSetUri();
        if (uri == null) {
            throw new IllegalStateException("The issuer's metadata has no jwks_uri");
        }
        return uri;
    }
}
