package dev.sallyport.realm.admin;

import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keycloak's answer that it will not do what it was asked. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** @param body what Keycloak says */
    Refused(int status, Asked asked, String body) {
        this(
                status,
                switch (status) {
                    case 401 -> "Keycloak does not accept the token of %s for %s".formatted(asked.caller(), asked);
                    case 403 ->
                        "Keycloak does not let %s do this: %s. It takes %s"
                                .formatted(asked.caller(), asked, MissingRight.of(asked.method(), asked.path()));
                    default -> "Keycloak answers %d to %s: %s".formatted(status, asked, reason(body));
                });
    }

    public int status() {
        return status;
    }

    private static String reason(String body) {
        try {
            var error = JsonMapper.shared().readTree(body);
            return Stream.of("errorMessage", "error_description", "error")
                    .map(error::path)
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .findFirst()
                    .orElseGet(body::strip);
        } catch (JacksonException noJson) {
            return body.strip();
        }
    }
}
