package dev.sallyport.benchmark.gateway;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody's browser, which logs in through any proxy at Keycloak. Each server has its cookies, though all are one host. */
final class Login {

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final int MOST_REDIRECTS = 10;

    private final Map<String, Map<String, String>> cookies = new HashMap<>();
    private final String username;

    Login(String username) {
        this.username = username;
    }

    /** The {@code Cookie} header of a new session; Keycloak asks for the password the first time alone. */
    synchronized String through(String proxy, String path) {
        var target = URI.create(proxy + path);
        cookies.remove(target.getAuthority());
        var page = follow(target, null);
        if (!page.uri().getAuthority().equals(target.getAuthority())) {
            page = submit(page);
        }
        if (page.statusCode() >= 400) {
            throw new IllegalStateException("The login ended with " + page.statusCode() + " at " + page.uri());
        }
        return cookiesFor(target);
    }

    private HttpResponse<String> submit(HttpResponse<String> page) {
        var form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("No login form, but " + page.statusCode() + " at " + page.uri());
        }
        var action = URI.create(form.group(1).replace("&amp;", "&"));
        return follow(action, "username=%s&password=%s&credentialId=".formatted(encoded(username), encoded(username)));
    }

    private HttpResponse<String> follow(URI first, @Nullable String form) {
        var answer = exchange(first, form);
        for (var hops = 0; answer.statusCode() / 100 == 3; hops++) {
            if (hops > MOST_REDIRECTS) {
                throw new IllegalStateException("Too many redirects, to " + answer.uri());
            }
            var next =
                    answer.uri().resolve(answer.headers().firstValue("location").orElseThrow());
            answer = exchange(next, null);
        }
        return answer;
    }

    private HttpResponse<String> exchange(URI target, @Nullable String form) {
        var request = HttpRequest.newBuilder(target).header("Accept", "text/html");
        var sent = cookiesFor(target);
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
        }
        var answer = Http.send(request);
        answer.headers().allValues("set-cookie").forEach(line -> keep(target, line));
        return answer;
    }

    private String cookiesFor(URI target) {
        return cookies.getOrDefault(target.getAuthority(), Map.of()).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keep(URI from, String line) {
        var jar = cookies.computeIfAbsent(from.getAuthority(), host -> new LinkedHashMap<>());
        var cookie = line.split(";", 2)[0].split("=", 2);
        if (cookie[1].isEmpty() || line.contains("Max-Age=0")) {
            jar.remove(cookie[0]);
        } else {
            jar.put(cookie[0], cookie[1]);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
