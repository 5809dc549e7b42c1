package dev.sallyport.keycloak.entitlement;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;

/** One question to a source and its answer. */
final class Exchange {

    private final SourceHttp http;
    private final AccessTokens tokens;
    private final SourceSettings settings;
    private final Question question;
    private final String secret;
    private final Conversation conversation = new Conversation();

    Exchange(SourceHttp http, AccessTokens tokens, SourceSettings settings, Question question, String secret) {
        this.http = http;
        this.tokens = tokens;
        this.settings = settings;
        this.question = question;
        this.secret = secret;
    }

    Answer answer(Deadline deadline) throws Unanswered {
        var post = new HttpPost(settings.url());
        authenticate(post, deadline);
        var body = settings.protocol().question(question, settings).toString();
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        var bytes = sent(post, deadline);
        var entitlements = settings.protocol().entitlements(JsonAnswer.object(bytes), settings.fields());
        return new Answer(unmodifiableMap(entitlements), bytes.length, System.nanoTime());
    }

    void cutOff() {
        conversation.cutOff();
    }

    private byte[] sent(HttpPost post, Deadline deadline) throws Unanswered {
        try {
            return http.send(post, conversation, deadline);
        } catch (Unanswered nothing) {
            if (nothing.outcome() == Outcome.UNAUTHORIZED) {
                tokens.forget();
            }
            throw nothing;
        }
    }

    private void authenticate(HttpPost post, Deadline deadline) throws Unanswered {
        var authentication = settings.authentication();
        switch (authentication.kind()) {
            case NONE -> {}
            case BEARER -> bear(post, secret);
            case CLIENT_CREDENTIALS ->
                bear(
                        post,
                        tokens.token(
                                requireNonNull(authentication.tokenUrl()),
                                requireNonNull(authentication.clientId()),
                                secret,
                                conversation,
                                deadline));
        }
    }

    private static void bear(HttpPost post, String token) throws Unanswered {
        if (!AccessTokens.isToken(token)) {
            throw new Unanswered(Outcome.MISCONFIGURED);
        }
        post.setHeader("Authorization", "Bearer " + token);
    }
}
