package dev.sallyport.gateway.relay;

import java.nio.charset.StandardCharsets;
import org.springframework.web.reactive.socket.CloseStatus;

/** Why the gateway ends a stream that both sides would go on with. */
enum StreamEnd {

    /** Its session is over, or the bearer token that opened it has expired: who wants it back has to sign in. */
    SESSION_OVER(4401, "session-ended", "session over"),

    /** This gateway stops: who wants it back finds it on another. */
    GOING_AWAY(CloseStatus.GOING_AWAY.getCode(), "going-away", "gateway stops");

    private final int closeCode;
    private final String event;
    private final String reason;

    StreamEnd(int closeCode, String event, String reason) {
        this.closeCode = closeCode;
        this.event = event;
        this.reason = reason;
    }

    /** How a WebSocket is closed (RFC 6455 section 7.4). */
    CloseStatus closeStatus() {
        return new CloseStatus(closeCode, reason);
    }

    /** The last server-sent event. */
    byte[] event() {
        return "event: %s\ndata: %s\n\n".formatted(event, reason).getBytes(StandardCharsets.UTF_8);
    }
}
