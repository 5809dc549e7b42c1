package dev.sallyport.keycloak.entitlement;

import dev.sallyport.keycloak.rule.UnavailableFact;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** A source that is asked over HTTP. */
final class RemoteSource implements EntitlementSource {

    private final KeycloakSession keycloak;
    private final Line line;
    private final Answers answers;
    private final SourceHttp http;

    RemoteSource(KeycloakSession keycloak, Line line, Answers answers, SourceHttp http) {
        this.keycloak = keycloak;
        this.line = line;
        this.answers = answers;
        this.http = http;
    }

    @Override
    public Map<String, Object> entitlements(UserModel user, ClientModel client) {
        var question = Question.about(user, client);
        var deadline = Deadline.in(line.settings().deadline());
        try {
            return answers.about(new Answers.Key(line, question), deadline, () -> ask(question, deadline))
                    .entitlements();
        } catch (Unanswered nothing) {
            throw new UnavailableFact(
                    "source " + line.settings().name() + " " + nothing.getMessage(),
                    line.settings().failsClaims());
        }
    }

    @Override
    public void close() {}

    private Answer ask(Question question, Deadline deadline) throws Unanswered {
        return line.ask(new Exchange(http, line.tokens(), line.settings(), question, countedSecret()), deadline);
    }

    private String countedSecret() throws Unanswered {
        try {
            return secret();
        } catch (Unanswered nothing) {
            line.metrics().called(nothing.outcome(), 0);
            throw nothing;
        }
    }

    private String secret() throws Unanswered {
        var reference = line.settings().authentication().secret();
        if (reference.isEmpty()) {
            return "";
        }
        try (var secret = keycloak.vault().getStringSecret(reference)) {
            return secret.get()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .orElseThrow(() -> new Unanswered(Outcome.MISCONFIGURED));
        }
    }
}
