package dev.sallyport.keycloak.entitlement;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Answers answers = new Answers(5000);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void areAskedForOnceWhileTheyAreFresh() throws Exception {
        var key = key(line(60, 0), "ada");

        answers.about(key, deadline(), this::answer);
        answers.about(key, deadline(), this::answer);

        assertThat(asked).hasValue(1);
    }

    @Test
    void areEachForOneQuestionToOneStateOfOneSource() throws Exception {
        var line = line(60, 0);

        answers.about(key(line, "ada"), deadline(), this::answer);
        answers.about(key(line, "bob"), deadline(), this::answer);
        answers.about(key(line(60, 0), "ada"), deadline(), this::answer);

        assertThat(asked).hasValue(3);
    }

    @Test
    void standInForAFailureWhileTheyAreStale() throws Exception {
        var key = key(line(0, 60), "ada");
        var old = answers.about(key, deadline(), this::answer);

        assertThat(answers.about(key, deadline(), AnswersTest::fail)).isSameAs(old);
    }

    @Test
    void standInForNothingWhenTheyAreOlder() throws Exception {
        var key = key(line(0, 0), "ada");
        answers.about(key, deadline(), this::answer);

        assertThatThrownBy(() -> answers.about(key, deadline(), AnswersTest::fail))
                .isInstanceOf(Unanswered.class);
    }

    @Test
    void areOneForManyWhoAskAtOnce() throws Exception {
        var key = key(line(0, 0), "ada");
        var all = new CountDownLatch(20);

        var given = atOnce(20, () -> {
            all.countDown();
            return answers.about(key, deadline(), () -> {
                await(all);
                return answer();
            });
        });

        assertThat(given).hasSize(20);
        assertThat(asked.get()).isLessThan(20);
    }

    @Test
    void letEachGoAtItsOwnDeadlineThoughAnotherStillWaits() throws Exception {
        var key = key(line(0, 0), "ada");
        var asking = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var threads = Executors.newSingleThreadExecutor();
        try {
            var first = threads.submit(() -> answers.about(key, deadline(), () -> {
                asking.countDown();
                await(enough);
                return answer();
            }));
            await(asking);

            assertThatThrownBy(() -> answers.about(key, Deadline.in(Duration.ZERO), AnswersTest::fail))
                    .hasMessage("deadline");

            enough.countDown();
            assertThat(first.get()).isNotNull();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void askAgainAfterOneWhoAskedBrokeDown() throws Exception {
        var key = key(line(60, 0), "ada");
        assertThatThrownBy(() -> answers.about(key, deadline(), () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(answers.about(key, deadline(), this::answer)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAUTHORIZED", "REFUSED", "UNREADABLE", "WRONG_TYPE", "TOO_LARGE", "MISCONFIGURED"})
    void standInForNothingThatWasSaid(Outcome said) throws Exception {
        var key = key(line(0, 60), "ada");
        answers.about(key, deadline(), this::answer);

        assertThatThrownBy(() -> answers.about(key, deadline(), () -> {
                    throw new Unanswered(said);
                }))
                .hasMessage(said.tag());
    }

    @Test
    void areForgottenWhereTheirRoomIsNeeded() throws Exception {
        var line = line(60, 0);
        for (var round = 0; round < 2; round++) {
            for (var user = 0; user < 100; user++) {
                answers.about(key(line, "user-" + user), deadline(), this::answer);
            }
        }

        assertThat(asked).as("one has room").hasValueGreaterThanOrEqualTo(198);
    }

    /** A hundred thousand users of whom nothing is known are not a hundred thousand bytes. */
    @Test
    void takeRoomThoughTheySayNothing() {
        assertThat(new Answer(Map.of(), 2, 0).room()).isGreaterThan(500);
    }

    private Answer answer() {
        asked.incrementAndGet();
        return new Answer(Map.of("read", true), 400, System.nanoTime());
    }

    private static Answer fail() throws Unanswered {
        throw new Unanswered(Outcome.UNREACHABLE);
    }

    private static Deadline deadline() {
        return Deadline.in(PATIENCE);
    }

    private static Answers.Key key(Line line, String user) {
        return new Answers.Key(line, new Question("realm", user, user, "client"));
    }

    private static Line line(int freshSeconds, int staleSeconds) {
        var settings = new SourceSettings(
                "orders",
                Protocol.HTTP_JSON,
                URI.create("http://localhost:1"),
                "domain",
                List.of(),
                new Authentication(Authentication.Kind.NONE, "", null, null),
                PATIENCE,
                Duration.ofSeconds(freshSeconds),
                Duration.ofSeconds(staleSeconds),
                false);
        var http = new SourceHttp(SSLContexts.createDefault(), AllowedOrigins.of(List.of()));
        return new Line(settings, new SourceMetrics("realm", "orders"), Runnable::run, new AccessTokens(http));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> action) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(nCopies(times, action))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
