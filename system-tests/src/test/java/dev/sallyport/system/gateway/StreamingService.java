package dev.sallyport.system.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * A downstream service that streams, under whatever first path segment: {@code /echo} over a WebSocket, {@code /events}
 * and {@code /half-events} that never end, {@code /records} likewise of another type, {@code /hold} until {@link #release},
 * {@code /blob/<bytes>}, {@code /count} which counts what is uploaded, {@code /unread} which does not read it,
 * {@code /event-flood} of {@link #FLOOD} bytes. Over WebSockets also {@code /flood} of as many, {@code /deaf} which does not
 * read, and one message each in {@code /many-frames}, {@code /long-frame} and {@code /long-message}.
 */
final class StreamingService implements AutoCloseable {

    static final long FLOOD = 64L << 20;

    private static final byte[] PIECE = new byte[32 * 1024];

    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger closeCode = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final Sinks.Empty<Void> released = Sinks.empty();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final DisposableServer server;

    private StreamingService() {
        server = HttpServer.create()
                .host("localhost")
                .port(0)
                .doOnConnection(connection -> connections.add(connection.channel()))
                .route(routes -> routes.ws("/{any}/echo", this::echo)
                        .ws("/{any}/deaf", (in, out) -> closing(in, Flux.never()))
                        .ws("/{any}/flood", this::flood)
                        .ws("/{any}/many-frames", (in, out) -> closing(in, message(out, 60, 1_000)))
                        .ws("/{any}/long-frame", (in, out) -> closing(in, longFrame(out)))
                        .ws("/{any}/long-message", (in, out) -> closing(in, message(out, 70, 1_000)))
                        .get(
                                "/{any}/events",
                                (request, response) -> stream(response, "text/event-stream", "data: one\n\n"))
                        .get(
                                "/{any}/half-events",
                                (request, response) -> stream(response, "text/event-stream", "data: one\n\ndata: tw"))
                        .get(
                                "/{any}/records",
                                (request, response) -> stream(response, "application/x-ndjson", "{\"record\":1}\n"))
                        .get("/{any}/hold", this::hold)
                        .get("/{any}/blob/{bytes}", this::blob)
                        .get("/{any}/event-flood", this::eventFlood)
                        .post("/{any}/count", this::count)
                        .post("/{any}/unread", (request, response) -> Mono.never()))
                .bindNow();
    }

    static StreamingService start() {
        return new StreamingService();
    }

    String url() {
        return "http://localhost:" + server.port();
    }

    /** How many WebSockets the gateway has closed. */
    int closed() {
        return closed.get();
    }

    /** With which code a WebSocket was last closed. */
    int closeCode() {
        return closeCode.get();
    }

    /** How many streams are open. */
    int open() {
        return open.get();
    }

    /** How many requests are held. */
    int held() {
        return held.get();
    }

    /** How many bytes of blobs and floods were taken from it. */
    long sent() {
        return sent.get();
    }

    void release() {
        released.tryEmitEmpty().orThrow();
    }

    private Publisher<Void> echo(WebsocketInbound in, WebsocketOutbound out) {
        var echoed = in.receiveFrames()
                .map(frame -> frame instanceof TextWebSocketFrame text
                        ? (WebSocketFrame) new TextWebSocketFrame(text.text())
                        : new BinaryWebSocketFrame(frame.content().retain()));
        return closing(in, out.sendObject(echoed).then());
    }

    private Publisher<Void> flood(WebsocketInbound in, WebsocketOutbound out) {
        var messages = pieces(FLOOD).map(BinaryWebSocketFrame::new);
        return closing(in, out.sendObject(messages).then(Mono.never()));
    }

    private static Publisher<Void> message(WebsocketOutbound out, int frames, int bytes) {
        var message = Flux.range(1, frames).map(each -> {
            var content = Unpooled.wrappedBuffer(PIECE, 0, bytes);
            return each == 1
                    ? new BinaryWebSocketFrame(frames == 1, 0, content)
                    : new ContinuationWebSocketFrame(each == frames, 0, content);
        });
        return out.sendObject(message).then(Mono.never());
    }

    private static Publisher<Void> longFrame(WebsocketOutbound out) {
        return out.sendObject(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[70_000])))
                .then(Mono.never());
    }

    private Publisher<Void> closing(WebsocketInbound in, Publisher<Void> work) {
        var over = in.receiveCloseStatus().doOnNext(status -> {
            closeCode.set(status.code());
            closed.incrementAndGet();
        });
        return Mono.when(over, work);
    }

    private Publisher<Void> stream(HttpServerResponse response, String type, String begin) {
        open.incrementAndGet();
        response.withConnection(connection -> connection.onDispose(open::decrementAndGet));
        return response.header("Content-Type", type)
                .send(Flux.concat(Mono.just(bytes(begin)), Flux.never()), piece -> true);
    }

    private Publisher<Void> hold(HttpServerRequest request, HttpServerResponse response) {
        held.incrementAndGet();
        return response.sendString(released.asMono().thenReturn("released"));
    }

    private Publisher<Void> blob(HttpServerRequest request, HttpServerResponse response) {
        var bytes = Long.parseLong(String.valueOf(request.param("bytes")));
        return response.header("Content-Length", String.valueOf(bytes)).send(pieces(bytes));
    }

    private Publisher<Void> eventFlood(HttpServerRequest request, HttpServerResponse response) {
        return response.header("Content-Type", "text/event-stream").send(pieces(FLOOD), piece -> true);
    }

    private Flux<ByteBuf> pieces(long bytes) {
        return Flux.generate(() -> bytes, (left, sink) -> {
            var length = (int) Math.min(left, PIECE.length);
            sent.addAndGet(length);
            sink.next(Unpooled.wrappedBuffer(PIECE, 0, length));
            if (left == length) {
                sink.complete();
            }
            return left - length;
        });
    }

    private Publisher<Void> count(HttpServerRequest request, HttpServerResponse response) {
        return response.sendString(request.receive()
                .map(ByteBuf::readableBytes)
                .reduce(0L, Long::sum)
                .map(String::valueOf));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    /** Breaks what is open. */
    @Override
    public void close() {
        var _ = connections.close();
        server.disposeNow(Duration.ofSeconds(1));
    }
}
