package dev.sallyport.system.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An open WebSocket of a page of ours. */
final class OpenSocket implements AutoCloseable {

    private final Heard heard = new Heard();
    private final WebSocket socket;

    private OpenSocket(String site, String path, String cookie) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", site)
                .header("Cookie", cookie)
                .buildAsync(URI.create(site.replaceFirst("http", "ws") + path), heard)
                .join();
    }

    static OpenSocket at(String site, String path, String cookie) {
        return new OpenSocket(site, path, cookie);
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    List<String> heard() {
        return heard.messages;
    }

    /** With which the other side closed it; 0 while it is open. */
    int closeCode() {
        return heard.closeCode;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Heard implements WebSocket.Listener {

        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final StringBuilder message = new StringBuilder();
        private volatile int closeCode;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            message.append(text);
            if (last) {
                messages.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode = code;
            return null;
        }
    }
}
