package dev.sallyport.gateway.session;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A token in as few bytes as it has content: a signed JWT is written as what its three parts decode to, which also lets
 * the JSON in it be compressed. Any other token is written as it stands.
 */
final class TokenText {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private TokenText() {}

    static void write(DataOutput out, String token) throws IOException {
        var parts = token.split("\\.", -1);
        var isJwt = parts.length == 3 && isExact(parts);
        out.writeByte(isJwt ? parts.length : 0);
        if (isJwt) {
            for (var part : parts) {
                bytes(out, DECODER.decode(part));
            }
        } else {
            bytes(out, token.getBytes(StandardCharsets.UTF_8));
        }
    }

    static String read(DataInput in) throws IOException {
        var parts = in.readByte();
        if (parts == 0) {
            return new String(bytes(in), StandardCharsets.UTF_8);
        }
        var token = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            token.append(i == 0 ? "" : ".").append(ENCODER.encodeToString(bytes(in)));
        }
        return token.toString();
    }

    /** Whether decoding and encoding give the very same text: else its signature would be over another. */
    private static boolean isExact(String[] parts) {
        try {
            for (var part : parts) {
                if (!ENCODER.encodeToString(DECODER.decode(part)).equals(part)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static void bytes(DataOutput out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    private static byte[] bytes(DataInput in) throws IOException {
        var value = new byte[in.readInt()];
        in.readFully(value);
        return value;
    }
}
