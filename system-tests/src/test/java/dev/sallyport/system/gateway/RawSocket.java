package dev.sallyport.system.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket frame by frame (RFC 6455), read only when a test reads it. */
final class RawSocket implements AutoCloseable {

    static final int BINARY = 2;
    static final int CONTINUATION = 0;

    private static final int CLOSE = 8;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int ABNORMAL = 1006;

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static RawSocket open(OpenGateway gateway, String path) throws IOException {
        var socket = new RawSocket(gateway.connect());
        socket.socket
                .getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: " + gateway.authority()
                                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        if (!socket.head().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("No WebSocket");
        }
        return socket;
    }

    /** Bytes of nothing, with a mask of nothing. */
    void send(int opcode, boolean last, int length) throws IOException {
        var frame = ByteBuffer.allocate(14 + length);
        frame.put((byte) (opcode | (last ? FINAL : 0)));
        if (length < 126) {
            frame.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(length);
        }
        frame.position(frame.position() + Integer.BYTES + length);
        socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    /** One message in so many frames of so many bytes each. */
    void sendMessage(int frames, int length) throws IOException {
        for (var each = 1; each <= frames; each++) {
            send(each == 1 ? BINARY : CONTINUATION, each == frames, length);
        }
    }

    /** The length of the next whole message. */
    int readMessage() throws IOException {
        var length = 0;
        while (true) {
            var frame = read();
            length += frame.payload.remaining();
            if (frame.isLast) {
                return length;
            }
        }
    }

    /** The code that it is closed with, after whatever comes before; 1006 if there is none. */
    int closeCode() throws IOException {
        try {
            while (true) {
                var frame = read();
                if (frame.opcode == CLOSE) {
                    return frame.payload.getShort();
                }
            }
        } catch (EOFException | SocketException broken) {
            return ABNORMAL;
        }
    }

    private record Frame(int opcode, boolean isLast, ByteBuffer payload) {}

    private Frame read() throws IOException {
        var first = in.readUnsignedByte();
        var length = (long) in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Frame(first & 0xf, (first & FINAL) != 0, ByteBuffer.wrap(in.readNBytes((int) length)));
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
