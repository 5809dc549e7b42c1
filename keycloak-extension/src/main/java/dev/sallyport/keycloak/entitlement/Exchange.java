package dev.sallyport.keycloak.entitlement;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import dev.sallyport.keycloak.entitlement.AccessTokens.Token;
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
        var bytes = bytes(deadline);
        var entitlements = settings.protocol().entitlements(JsonAnswer.object(bytes), settings.fields());
        return new Answer(unmodifiableMap(entitlements), bytes.length, System.nanoTime());
    }

    void cutOff() {
        conversation.cutOff();
    }

    private byte[] bytes(Deadline deadline) throws Unanswered {
        return switch (settings.authentication().kind()) {
            case NONE -> http.send(post(), conversation, deadline);
            case BEARER -> sent(secret, deadline);
            case CLIENT_CREDENTIALS -> sentWithAccessToken(deadline);
        };
    }

    /** A source may stop taking a token before it expires: one that was kept is replaced, once. */
    private byte[] sentWithAccessToken(Deadline deadline) throws Unanswered {
        var token = accessToken(deadline);
        try {
            return sent(token, deadline);
        } catch (Unanswered nothing) {
            if (nothing.outcome() == Outcome.UNAUTHORIZED && token.kept()) {
                return sent(accessToken(deadline), deadline);
            }
            throw nothing;
        }
    }

    private byte[] sent(Token token, Deadline deadline) throws Unanswered {
        try {
            return sent(token.value(), deadline);
        } catch (Unanswered nothing) {
            if (nothing.outcome() == Outcome.UNAUTHORIZED) {
                tokens.forget(token);
            }
            throw nothing;
        }
    }

    private byte[] sent(String token, Deadline deadline) throws Unanswered {
        if (!AccessTokens.isToken(token)) {
            throw new Unanswered(Outcome.MISCONFIGURED);
        }
        var post = post();
        post.setHeader("Authorization", "Bearer " + token);
        return http.send(post, conversation, deadline);
    }

    private HttpPost post() {
        var post = new HttpPost(settings.url());
        var body = settings.protocol().question(question, settings).toString();
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return post;
    }

    private Token accessToken(Deadline deadline) throws Unanswered {
        var authentication = settings.authentication();
        return tokens.token(
                requireNonNull(authentication.tokenUrl()),
                requireNonNull(authentication.clientId()),
                secret,
                conversation,
                deadline);
    }
}
