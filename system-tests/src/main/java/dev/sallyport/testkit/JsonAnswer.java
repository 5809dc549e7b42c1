package dev.sallyport.testkit;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What a server said to a machine: a status, and JSON, which is a missing node where the body is none. */
public record JsonAnswer(String call, int status, String text) {

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public JsonNode body() {
        try {
            return text.isBlank() ? MissingNode.getInstance() : Http.JSON.readTree(text);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** The body of a success; anything else is an {@link IllegalStateException} with what the server said. */
    public JsonNode orThrow() {
        if (!isSuccess()) {
            throw new IllegalStateException(call + " was answered with " + status + ": " + text);
        }
        return body();
    }
}
