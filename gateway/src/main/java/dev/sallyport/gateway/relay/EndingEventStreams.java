package dev.sallyport.gateway.relay;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends a response that streams when its session is over, and when the gateway stops. Server-sent events end with one that
 * says so; other streams have no way to.
 */
@Component
final class EndingEventStreams implements GlobalFilter, Ordered {

    private final StreamEnds ends;

    EndingEventStreams(StreamEnds ends) {
        this.ends = ends;
    }

    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var response = new Ending(exchange.getResponse(), Mono.defer(() -> ends.of(exchange)));
        return chain.filter(RelayedExchange.of(exchange, response));
    }

    /** Spring Cloud Gateway writes and flushes piece by piece what is of a streaming media type, and only that. */
    private static final class Ending extends ServerHttpResponseDecorator {

        private final Mono<StreamEnd> end;

        Ending(ServerHttpResponse response, Mono<StreamEnd> end) {
            super(response);
            this.end = end;
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return Mono.defer(() -> {
                var why = new AtomicReference<StreamEnd>();
                var line = new OpenLine();
                return super.writeAndFlushWith(Flux.from(body)
                        .<Publisher<DataBuffer>>map(
                                piece -> Flux.<DataBuffer>from(piece).doOnNext(line::read))
                        .takeUntilOther(end.doOnNext(why::set))
                        .concatWith(Mono.defer(() -> last(why.get(), line))));
            });
        }

        private Mono<Publisher<DataBuffer>> last(@Nullable StreamEnd why, OpenLine line) {
            return why == null || !isPlainEvents()
                    ? Mono.empty()
                    : Mono.just(Mono.just(bufferFactory().wrap(line.closedBy(why.event()))));
        }

        private boolean isPlainEvents() {
            var headers = getHeaders();
            return MediaType.TEXT_EVENT_STREAM.isCompatibleWith(headers.getContentType())
                    && !headers.containsHeader(HttpHeaders.CONTENT_ENCODING);
        }
    }

    /**
     * Whether the stream was cut in the middle of a line. The last event begins on a line of its own, and not after an
     * empty one: what was cut off thus becomes part of it, and no event that its service never finished.
     */
    private static final class OpenLine {

        private byte last = '\n';

        void read(DataBuffer piece) {
            if (piece.readableByteCount() > 0) {
                last = piece.getByte(piece.writePosition() - 1);
            }
        }

        byte[] closedBy(byte[] event) {
            return last == '\n' || last == '\r'
                    ? event
                    : ByteBuffer.allocate(event.length + 1)
                            .put((byte) '\n')
                            .put(event)
                            .array();
        }
    }
}
