package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.seal.ServerKeys;
import io.lettuce.core.CopyArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RedisSessionStoreTest extends SessionStoreContract {

    private static final String OLD_KEY = "b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSA=";
    private static final String NEW_KEY = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSA=";

    @SuppressWarnings("NullAway.Init") // by JUnit
    private static RedisServer redis;

    @SuppressWarnings("NullAway.Init") // by JUnit
    private static RedisClient client;

    @SuppressWarnings("NullAway.Init") // by JUnit
    private static StatefulRedisConnection<String, String> strings;

    @SuppressWarnings("NullAway.Init") // by JUnit
    private static StatefulRedisConnection<String, byte[]> binary;

    private final List<RedisNode> nodes = new ArrayList<>();

    @BeforeAll
    static void startRedis() throws IOException {
        redis = RedisServer.start();
        client = redis.client();
        strings = client.connect();
        binary = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
    }

    @AfterAll
    static void stopRedis() {
        client.close();
        redis.close();
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(RedisNode::close);
    }

    @Override
    SessionStore store() {
        commands().flushall();
        return node(ServerKeys.of(OLD_KEY)).store;
    }

    @Test
    void letsAnotherNodeFindTheSession() {
        assertThat(otherNode().store.peek(key).block()).isEqualTo(held());
    }

    @Test
    void endsASessionOnEveryNode() {
        var other = otherNode();
        other.store.use(key).then().block();

        store.end(key).then().block();

        until(() -> other.store.use(key).block() == null);
        assertThat(ended).filteredOn(key.id()::equals).hasSize(2);
    }

    @Test
    void showsFreshTokensOnEveryNode() {
        var other = otherNode();
        other.store.use(key).then().block();

        store.refresh(key, held(), tokens("access-2")).then().block();

        until(() -> Objects.requireNonNull(other.store.use(key).block())
                .tokens()
                .access()
                .value()
                .equals("access-2"));
    }

    @Test
    void asksRedisNothingForASessionThatItKnows() {
        store.use(key).then().block();
        commands().configResetstat();

        Flux.range(0, 100).concatMap(i -> store.use(key)).then().block();

        assertThat(commands().info("commandstats"))
                .doesNotContain("cmdstat_get:", "cmdstat_eval", "cmdstat_setrange", "cmdstat_set:");
    }

    @Test
    void tellsRedisOfAUseOnceAMinute() {
        commands().configResetstat();

        Flux.range(0, 180)
                .doOnNext(second -> clock.passes(Duration.ofSeconds(1)))
                .concatMap(second -> store.use(key))
                .then()
                .block();

        assertThat(commands().info("commandstats")).contains("cmdstat_setrange:calls=3,");
    }

    @Test
    void tellsWhoHoldsSomethingOpenOnAnotherNode() {
        var other = otherNode();
        other.store.use(key).then().block();
        var over = new AtomicInteger();
        var waiting = other.ends.of(key).doOnTerminate(over::incrementAndGet).subscribe();
        Awaitility.await().during(Duration.ofSeconds(2)).until(() -> over.get() == 0);

        store.end(key).then().block();

        until(() -> over.get() == 1);
        waiting.dispose();
    }

    @Test
    void knowsOfUsesOnOtherNodes() {
        var other = otherNode();
        other.store.use(key).then().block();
        clock.passes(Duration.ofMinutes(25));
        store.use(key).then().block();
        clock.passes(Duration.ofMinutes(25));

        assertThat(other.store.use(key).block()).isNotNull();
    }

    @Test
    void asksRedisItselfWhenItMayHaveMissedNews() {
        var other = otherNode();
        other.store.use(key).then().block();
        other.stopListening();

        store.end(key).then().block();

        withinASecond(() -> other.store.use(key).block() == null);
    }

    @Test
    void forgetsItsCopiesWhenTheConnectionForNewsBroke() {
        store.use(key).then().block();
        commands().del("sallyport:session:" + key.id());

        commands().clientKill(KillArgs.Builder.typePubsub());

        withinASecond(() -> store.use(key).block() == null);
    }

    @Test
    void asksRedisOnceForASessionThatItDoesNotKnowYet() {
        var other = otherNode();
        commands().configResetstat();

        other.store.use(key).then().block();

        assertThat(commands().info("commandstats"))
                .contains("cmdstat_get:calls=1,")
                .doesNotContain("cmdstat_eval", "cmdstat_setrange", "cmdstat_set:");
    }

    @Test
    void keepsNothingForEver() {
        assertThatEverythingExpires();

        clock.passes(Duration.ofMinutes(2));
        store.use(key).then().block();
        assertThatEverythingExpires();

        store.refresh(key, held(), tokens("access-2")).then().block();
        assertThatEverythingExpires();
    }

    private static void assertThatEverythingExpires() {
        assertThat(commands().keys("*"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(commands().pttl(name)).as(name).isPositive());
    }

    private static void withinASecond(Callable<Boolean> holds) {
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(holds);
    }

    @Test
    void keepsNothingReadableInRedis() {
        for (var name : commands().keys("*")) {
            var dump = new String(commands().dump(name), StandardCharsets.ISO_8859_1);
            assertThat(name + dump).doesNotContain("alice", "access-1", "refresh", "issuer-1", "Firefox", "192.0.2.1");
        }
    }

    @Test
    void opensNoSessionInThePlaceOfAnother() {
        var second = begun("alice", null);

        commands()
                .copy(
                        "sallyport:session:" + key.id(),
                        "sallyport:session:" + second.id(),
                        CopyArgs.Builder.replace(true));

        assertThat(otherNode().store.peek(second).block()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 17, 20, 21, 22, 23, 40, 100, 170})
    void opensNoSessionThatWasChanged(int at) {
        var name = "sallyport:session:" + key.id();
        var value = bytes().get(name);
        value[at] ^= 1;
        bytes().set(name, value);

        assertThat(otherNode().store.peek(key).block()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 21, 22, 23, 30, 48, 100})
    void opensNoSessionThatWasCut(int length) {
        var name = "sallyport:session:" + key.id();
        bytes().set(name, Arrays.copyOf(bytes().get(name), length));

        assertThat(otherNode().store.peek(key).block()).isNull();
    }

    @Test
    void opensWithAnOlderKeyWhatThatSealed() {
        var rotated = node(ServerKeys.of(NEW_KEY, OLD_KEY));

        assertThat(rotated.store.use(key).block()).isNotNull();
        assertThat(rotated.store.list("alice").collectList().block()).hasSize(1);
        assertThat(rotated.store.endAllOfIssuerSession("issuer-1").block()).isEqualTo(1);
    }

    @Test
    void sealsWithTheNewestKeyWhatIsRefreshed() {
        var rotated = node(ServerKeys.of(NEW_KEY, OLD_KEY));
        rotated.store.refresh(key, held(), tokens("access-2")).then().block();

        assertThat(node(ServerKeys.of(NEW_KEY)).store.peek(key).block()).isNotNull();
    }

    @Test
    void opensNothingWithoutTheServerKey() {
        assertThat(node(ServerKeys.of(NEW_KEY)).store.peek(key).block()).isNull();
    }

    @Test
    void letsOneNodeWorkOnASessionAtATime() {
        var other = otherNode();
        var begun = new AtomicInteger();
        var work = Mono.fromSupplier(begun::incrementAndGet).then(Mono.<Session>never());

        var first = store.exclusively(key, work).subscribe();
        until(() -> begun.get() == 1);

        assertThat(other.store.exclusively(key, store.latest(key)).block()).isNull();
        first.dispose();
        until(() -> other.store.exclusively(key, store.latest(key)).block() != null);
    }

    @Test
    void renewsTheLeaseOfWorkThatTakesLong() {
        var first = store.exclusively(key, Mono.never()).subscribe();
        var lease = "sallyport:lease:" + key.id();
        until(() -> commands().exists(lease) == 1);
        commands().pexpire(lease, 4_000);

        until(() -> commands().pttl(lease) > 4_000);
        first.dispose();
    }

    @Test
    void leavesNoLeaseForeverToANodeThatDied() {
        var work = store.exclusively(key, Mono.never()).subscribe();
        var lease = "sallyport:lease:" + key.id();
        until(() -> commands().exists(lease) == 1);

        assertThat(commands().pttl(lease)).isBetween(1L, 10_000L);
        work.dispose();
    }

    @Test
    void saysThatRedisIsAway() throws Exception {
        try (var own = RedisServer.start()) {
            var node = node(own, ServerKeys.of(OLD_KEY));
            own.stop();
            until(() -> !node.news.isRecent());

            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> node.store.use(key).block())
                    .matches(refusal -> refusal.status() == HttpStatus.SERVICE_UNAVAILABLE);

            own.startAgain();
            until(node.news::isRecent);
            assertThat(node.store.use(key).block()).isNull();
        }
    }

    private RedisNode otherNode() {
        return node(ServerKeys.of(OLD_KEY));
    }

    private static RedisCommands<String, String> commands() {
        return strings.sync();
    }

    private static RedisCommands<String, byte[]> bytes() {
        return binary.sync();
    }

    private RedisNode node(ServerKeys keys) {
        return node(redis, keys);
    }

    private RedisNode node(RedisServer server, ServerKeys keys) {
        var node = new RedisNode(server.connections(), keys, clock, this::heard);
        nodes.add(node);
        return node;
    }
}
