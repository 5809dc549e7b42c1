package dev.sallyport.system.gateway;

import dev.sallyport.testkit.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request exactly as written: what no browser, and no decent HTTP client, would send too. */
record RawRequest(String method, String target, List<String> headers, String body) {

    private static final int PATIENCE_MILLIS = 30_000;

    static RawRequest get(String target) {
        return of("GET", target);
    }

    static RawRequest of(String method, String target) {
        return new RawRequest(method, target, List.of(), "");
    }

    RawRequest header(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new RawRequest(method, target, more, body);
    }

    RawRequest bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    RawRequest body(String type, String text) {
        return new RawRequest(method, target, headers, text)
                .header("Content-Type", type)
                .header("Content-Length", String.valueOf(text.getBytes(StandardCharsets.UTF_8).length));
    }

    Answer sendTo(String site) {
        var address = URI.create(site);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(text(address).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return answer(address, socket.getInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + target, failure);
        }
    }

    private String text(URI address) {
        var lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: " + address.getAuthority()));
        lines.addAll(headers);
        if (headers.stream().noneMatch(header -> header.startsWith("Connection:"))) {
            lines.add("Connection: close");
        }
        return String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    private Answer answer(URI site, InputStream in) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", -1)[1]);
        var found = new LinkedHashMap<String, List<String>>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var pair = header.split(":", 2);
            found.computeIfAbsent(pair[0].toLowerCase(java.util.Locale.ROOT), absent -> new ArrayList<>())
                    .add(pair[1].strip());
        }
        var received = HttpHeaders.of(found, (name, value) -> true);
        var text = status == 101 ? "" : new String(bodyOf(found, in), StandardCharsets.UTF_8);
        return new Answer(method, site, status, received, text);
    }

    private static byte[] bodyOf(Map<String, List<String>> headers, InputStream in) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length").getFirst()));
        }
        return headers.containsKey("transfer-encoding") ? chunks(in) : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            new ByteArrayInputStream(in.readNBytes(size)).transferTo(all);
            line(in);
        }
        return all.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection was closed in the middle of a line: " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
