package dev.sallyport.system.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A request of HTTP/2 (RFC 9113) exactly as written: what no decent client would send too. */
record RawHttp2(List<String> headers) {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM_AND_HEADERS = 5;

    /** How it ended. */
    enum End {
        ANSWERED,
        REFUSED
    }

    /** Each header is a name, a bar, and a value. */
    End sendTo(URI site, SSLContext tls) throws IOException {
        try (var socket = (SSLSocket) tls.getSocketFactory().createSocket(site.getHost(), site.getPort())) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = socket.getOutputStream();
            out.write(PREFACE);
            frame(out, SETTINGS, 0, 0, new byte[0]);
            frame(out, HEADERS, END_STREAM_AND_HEADERS, 1, block());
            out.flush();
            return end(new DataInputStream(socket.getInputStream()));
        }
    }

    private static End end(DataInputStream in) throws IOException {
        try {
            while (true) {
                var length = (in.readUnsignedShort() << 8) + in.readUnsignedByte();
                var type = in.readUnsignedByte();
                in.readNBytes(5 + length);
                if (type == HEADERS) {
                    return End.ANSWERED;
                }
                if (type == RST_STREAM || type == GOAWAY) {
                    return End.REFUSED;
                }
            }
        } catch (EOFException closed) {
            return End.REFUSED;
        }
    }

    /** By literals that no table keeps (RFC 7541 section 6.2.2). */
    private byte[] block() {
        var block = new ByteArrayOutputStream();
        for (var header : headers) {
            var bar = header.indexOf('|');
            block.write(0);
            string(block, header.substring(0, bar));
            string(block, header.substring(bar + 1));
        }
        return block.toByteArray();
    }

    private static void string(ByteArrayOutputStream block, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > 126) {
            throw new IllegalArgumentException("Longer than one byte tells: " + text);
        }
        block.write(bytes.length);
        block.writeBytes(bytes);
    }

    private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(new byte[] {
            0, (byte) (payload.length >> 8), (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream
        });
        out.write(payload);
    }
}
