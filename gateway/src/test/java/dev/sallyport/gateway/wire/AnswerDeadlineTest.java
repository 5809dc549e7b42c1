package dev.sallyport.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerDeadlineTest {

    private final EmbeddedChannel connection = new EmbeddedChannel(new AnswerDeadline(Duration.ofSeconds(60)));

    @BeforeEach
    void stopClock() {
        connection.freezeTime();
    }

    @Test
    void endsARequestThatNobodyBeginsToAnswer() {
        send();

        passes(60);

        assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(connection::checkException);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void waitsNoLongerOnceTheAnswerHasBegun() {
        send();
        passes(59);
        answer(HttpResponseStatus.OK);

        passes(600);

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void beginsAnewWithEachPieceThatIsSent() {
        connection.writeOutbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
        passes(40);
        connection.writeOutbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        passes(40);
        connection.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);

        passes(59);
        assertThat(connection.isOpen()).isTrue();

        passes(1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void takesNoHintForTheAnswer() {
        send();
        answer(HttpResponseStatus.CONTINUE);

        passes(60);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void givesEachRequestOfAConnectionItsTime() {
        send();
        passes(40);
        answer(HttpResponseStatus.OK);
        send();

        passes(59);
        assertThat(connection.isOpen()).isTrue();

        passes(1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void leavesNothingBehindOnAConnectionThatIsClosed() {
        send();

        var _ = connection.close();
        passes(60);

        connection.checkException();
        assertThat(connection.runScheduledPendingTasks()).isNegative();
    }

    private void send() {
        connection.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
    }

    private void answer(HttpResponseStatus status) {
        connection.writeInbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private void passes(long seconds) {
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
    }
}
