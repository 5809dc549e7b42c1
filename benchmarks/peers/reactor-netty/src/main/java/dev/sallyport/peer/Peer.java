package dev.sallyport.peer;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/** Reactor Netty's server and client, and nothing between them: what a proxy on this stack costs at least. */
record Peer(HttpClient client) {

    static void main(String[] arguments) {
        var environment = System.getenv();
        var client = HttpClient.create(ConnectionProvider.create("upstream", 500))
                .baseUrl(environment.getOrDefault("UPSTREAM", "http://127.0.0.1:9001"));
        HttpServer.create()
                .host("127.0.0.1")
                .port(port(environment))
                .handle(new Peer(client)::relay)
                .bindNow()
                .onDispose()
                .block();
    }

    private static int port(Map<String, String> environment) {
        return Integer.parseInt(environment.getOrDefault("SERVER_PORT", "8080"));
    }

    private Publisher<Void> relay(HttpServerRequest request, HttpServerResponse response) {
        return client.headers(headers -> headers.add(request.requestHeaders()).remove(HttpHeaderNames.HOST))
                .request(request.method())
                .uri(request.uri())
                .send(request.receive().retain())
                .response((answer, body) -> {
                    response.status(answer.status()).headers(answer.responseHeaders());
                    return response.send(body.retain());
                });
    }
}
