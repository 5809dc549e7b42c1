package dev.sallyport.keycloak.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.http.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A line to a server that takes connections and says nothing. */
class LineTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ServerSocket silent;
    private final SourceHttp http;
    private final SourceSettings settings;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ExecutorService logins = Executors.newCachedThreadPool();
    private final Line line;

    LineTest() throws IOException {
        silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        var url = URI.create("http://localhost:" + silent.getLocalPort());
        http = new SourceHttp(SSLContexts.createDefault(), AllowedOrigins.of(List.of(url.toString())));
        settings = new SourceSettings(
                "orders",
                Protocol.HTTP_JSON,
                url,
                "domain",
                List.of(),
                new Authentication(Authentication.Kind.NONE, "", null, null),
                LONG,
                Duration.ZERO,
                Duration.ZERO,
                false);
        line = new Line(settings, new SourceMetrics("realm", "orders"), workers, new AccessTokens(http));
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
        http.close();
        workers.shutdownNow();
        logins.shutdownNow();
    }

    @Test
    void letsSoManyAskAtOnceAndNoMore() throws Exception {
        var connections = new ArrayList<Socket>();
        for (var login = 0; login < Line.CALLS_AT_ONCE; login++) {
            var unused = logins.submit(ask(LONG));
            connections.add(silent.accept());
        }

        assertThatThrownBy(ask(Duration.ofMillis(50))::call).hasMessage("busy");

        connections.get(0).close();
        var next = logins.submit(ask(LONG));
        connections.add(silent.accept());
        assertThat(next.isDone()).isFalse();
    }

    @Test
    void asksNobodyDuringAPause() {
        for (var failure = 0; failure < Breaker.FAILURES; failure++) {
            assertThatThrownBy(ask(Duration.ofMillis(10))::call).hasMessage("deadline");
        }

        assertThatThrownBy(ask(LONG)::call).hasMessage("paused");
    }

    /** As where a process may have no more threads. */
    @Test
    void asksAgainWhenThereAreThreadsAgain() {
        var none = new AtomicBoolean(true);
        Executor sometimes = question -> {
            if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            workers.execute(question);
        };
        var line = new Line(settings, new SourceMetrics("realm", "orders"), sometimes, new AccessTokens(http));
        for (var login = 0; login <= Line.CALLS_AT_ONCE; login++) {
            assertThatThrownBy(ask(line, Duration.ofMillis(50))::call).hasMessage("busy");
        }

        none.set(false);

        assertThatThrownBy(ask(line, Duration.ofMillis(50))::call).hasMessage("deadline");
    }

    private Callable<Answer> ask(Duration patience) {
        return ask(line, patience);
    }

    private Callable<Answer> ask(Line line, Duration patience) {
        var question = new Question("realm", "ada", "ada", "client");
        return () -> line.ask(new Exchange(http, line.tokens(), settings, question, ""), Deadline.in(patience));
    }
}
