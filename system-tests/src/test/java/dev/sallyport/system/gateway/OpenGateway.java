package dev.sallyport.system.gateway;

import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A gateway whose routes are open to everybody ({@code gateway/open.yml}), to be spoken to byte by byte; it needs no Keycloak. */
record OpenGateway(Application application) implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    /** Its settings before this service, for more to be added. */
    static ApplicationSetup before(String service) {
        return ApplicationSetup.gateway()
                .environment("SPRING_CONFIG_ADDITIONAL_LOCATION", SecondGateway.file("open.yml"))
                .environment("SERVICE_URL", service);
    }

    static OpenGateway start(ApplicationSetup setup) {
        return new OpenGateway(setup.start());
    }

    String url() {
        return application.url();
    }

    String authority() {
        return URI.create(url()).getAuthority();
    }

    int port() {
        return URI.create(url()).getPort();
    }

    Socket connect() throws IOException {
        var socket = new Socket(URI.create(url()).getHost(), port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** All that comes back until the gateway closes the connection. */
    String send(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
