package dev.sallyport.testkit;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AssertProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What came back to a {@link Browser}. AssertJ's {@code assertThat} knows it: see {@link AnswerAssert}. */
public record Answer(String method, URI url, int status, HttpHeaders headers, String text)
        implements AssertProvider<AnswerAssert> {

    static Answer of(HttpResponse<String> response) {
        return new Answer(
                response.request().method(),
                response.uri(),
                response.statusCode(),
                response.headers(),
                response.body());
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public List<String> allOf(String header) {
        return headers.allValues(header);
    }

    /** The body as JSON; a missing node where it is none. */
    public JsonNode json() {
        try {
            return text.isBlank() ? MissingNode.getInstance() : Http.JSON.readTree(text);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** Where the {@code Location} header leads to; empty when this is no redirect. */
    public Optional<URI> redirect() {
        return status / 100 == 3 ? header("location").map(url::resolve) : Optional.empty();
    }

    @Override
    public AnswerAssert assertThat() {
        return new AnswerAssert(this);
    }
}
