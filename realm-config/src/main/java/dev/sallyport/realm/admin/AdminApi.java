package dev.sallyport.realm.admin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Keycloak's admin REST API. Paths are those below {@code /admin/realms}. Calls that fail for a while are made again where
 * that is safe; an answer that is no success is a {@link Refused}, and none is an {@link Unanswered}.
 */
public final class AdminApi {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Keycloak has others to answer too. */
    private static final int AT_A_TIME = 4;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Connection connection;
    private final AccessToken token;
    private final Semaphore calls = new Semaphore(AT_A_TIME);
    private volatile Duration ahead = Duration.ZERO;

    public AdminApi(Connection connection) {
        this.connection = connection;
        this.token = new AccessToken(http, connection);
    }

    /** One part of a path. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public URI server() {
        return connection.server();
    }

    /** The time at Keycloak, as of its last answer: the clocks of those who call it may differ. */
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    public JsonNode get(String path) {
        return call(Retry.SAFE, "GET", path, null).body();
    }

    /** All of a list that may be long, so many of it in one answer. */
    public void pages(String path, int size, Consumer<JsonNode> each) {
        var question = path + (path.contains("?") ? "&" : "?") + "max=" + size + "&first=";
        var page = get(question + 0);
        page.forEach(each);
        if (page.size() == size) {
            concurrently(Stream.iterate(size, first -> first + size), first -> get(question + first))
                    .takeWhile(further -> !further.isEmpty())
                    .forEach(further -> further.forEach(each));
        }
    }

    /** Makes some calls at a time; what comes of them is in the order of what they are about. */
    public static <A, B> Stream<B> concurrently(Stream<A> about, Function<A, B> call) {
        return about.gather(Gatherers.mapConcurrent(AT_A_TIME, call));
    }

    /** What is there, if it is. */
    public Optional<JsonNode> find(String path) {
        return whereFound(() -> get(path));
    }

    /** What is answered to a question that changes nothing. */
    public JsonNode answer(String path, JsonNode question) {
        return call(Retry.SAFE, "POST", path, question).body();
    }

    /** Makes something new; its id, if Keycloak tells. */
    public String create(String path, JsonNode body) {
        var location = call(Retry.ONCE, "POST", path, body).location();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Adds what may be added twice. */
    public void add(String path, JsonNode body) {
        call(Retry.SAFE, "POST", path, body);
    }

    public void put(String path, @Nullable JsonNode body) {
        call(Retry.SAFE, "PUT", path, body);
    }

    /** Gone afterwards, and no error if it was before. */
    public void delete(String path, @Nullable JsonNode body) {
        try {
            call(Retry.SAFE, "DELETE", path, body);
        } catch (Refused refused) {
            if (refused.status() != 404) {
                throw refused;
            }
        }
    }

    private static Optional<JsonNode> whereFound(Supplier<JsonNode> call) {
        try {
            return Optional.of(call.get());
        } catch (Refused refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private record Answer(JsonNode body, String location) {}

    private Answer call(Retry retry, String method, String path, @Nullable JsonNode body) {
        var publisher = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body));
        var request = HttpRequest.newBuilder(URI.create(connection.server() + "/admin/realms" + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, publisher);
        var asked = new Asked(connection.caller(), method, path);
        try {
            return retry.of(() -> inTurn(request, asked));
        } catch (Busy busy) {
            throw new Refused(busy.status, asked, busy.body);
        } catch (IOException silent) {
            throw new Unanswered(
                    "No answer from Keycloak at %s to %s: %s"
                            .formatted(connection.server(), asked, Retry.reason(silent)),
                    silent);
        }
    }

    private Answer inTurn(HttpRequest.Builder request, Asked asked) throws IOException, InterruptedException {
        calls.acquire();
        try {
            return send(request, asked);
        } finally {
            calls.release();
        }
    }

    /** Once more with a new token if Keycloak does not take this one: a call that is not authenticated does nothing. */
    private Answer send(HttpRequest.Builder request, Asked asked) throws IOException, InterruptedException {
        var used = token.current();
        var response = http.send(authorized(request, used), BodyHandlers.ofInputStream());
        if (response.statusCode() == 401) {
            response.body().close();
            token.refused(used);
            response = http.send(authorized(request, token.current()), BodyHandlers.ofInputStream());
        }
        try (var content = response.body()) {
            if (Busy.is(response)) {
                Busy.orElse(response, text(content));
            }
            noteTime(response);
            return read(response, content, asked);
        }
    }

    private static HttpRequest authorized(HttpRequest.Builder request, String token) {
        return request.copy().header("Authorization", "Bearer " + token).build();
    }

    private static Answer read(HttpResponse<?> response, InputStream content, Asked asked) throws IOException {
        if (response.statusCode() >= 300) {
            throw new Refused(response.statusCode(), asked, text(content));
        }
        var location = response.headers().firstValue("Location").orElse("");
        try {
            var body = JsonMapper.shared().readTree(content);
            return new Answer(body == null ? MissingNode.getInstance() : body, location);
        } catch (JacksonException broken) {
            throw new IOException("the answer ended too early", broken);
        }
    }

    private static String text(InputStream content) throws IOException {
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void noteTime(HttpResponse<?> response) {
        response.headers()
                .firstValue("Date")
                .ifPresent(date -> ahead = Duration.between(
                        Instant.now(),
                        ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant()));
    }
}
