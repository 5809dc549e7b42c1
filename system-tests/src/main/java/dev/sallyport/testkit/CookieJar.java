package dev.sallyport.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cookies that the tabs of one browser share. */
final class CookieJar {

    private final List<Cookie> cookies = new ArrayList<>();

    synchronized void keep(List<String> setCookieLines, URI from) {
        setCookieLines.stream()
                .flatMap(line -> Cookie.parse(line, from).stream())
                .forEach(this::put);
    }

    synchronized void put(Cookie cookie) {
        cookies.removeIf(cookie::replaces);
        cookies.add(cookie);
    }

    /** The {@code Cookie} header of a request: longer paths first. */
    synchronized Optional<String> headerFor(BrowserRequest request) {
        var header = cookies.stream()
                .filter(cookie -> cookie.goesTo(request.target()))
                .filter(cookie -> request.maySend(cookie))
                .sorted(Comparator.comparingInt(cookie -> -cookie.path().length()))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        return Optional.of(header).filter(value -> !value.isEmpty());
    }

    synchronized Stream<Cookie> sentTo(URI address) {
        return cookies.stream().filter(cookie -> cookie.goesTo(address)).toList().stream();
    }

    synchronized CookieJar copy() {
        var copy = new CookieJar();
        copy.cookies.addAll(cookies);
        return copy;
    }
}
