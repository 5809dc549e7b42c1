package dev.sallyport.benchmark.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Tokens as the realm would give them, of which no proxy has seen one: the example's claims with another {@code jti}. */
final class NewTokens {

    private static final int A_SECOND = 12_000;

    private final Path folder;
    private final SigningKey key;
    private final String header;
    private final ObjectNode claims;
    private final Set<Integer> written = new HashSet<>();

    NewTokens(Path folder, SigningKey key, String keyId, String example) {
        this.folder = folder;
        this.key = key;
        this.header = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(keyId);
        var payload = Base64.getUrlDecoder().decode(example.split("\\.", -1)[1]);
        this.claims = (ObjectNode) Http.JSON.readTree(new String(payload, StandardCharsets.UTF_8));
    }

    /** More than a proxy can check in that time. */
    static int count(int seconds) {
        return seconds * A_SECOND;
    }

    /** The same for all proxies that ask for this number, in a file of header lines. */
    Path file(int number, int seconds) throws IOException {
        var file = folder.resolve("new-%d.headers".formatted(number));
        if (written.add(number)) {
            var lines = IntStream.range(0, count(seconds)).parallel().mapToObj(each -> line());
            Files.write(file, lines.toList());
        }
        return file;
    }

    private String line() {
        var own = claims.deepCopy().put("jti", UUID.randomUUID().toString());
        return "Authorization: Bearer " + key.signed(header, own.toString());
    }
}
