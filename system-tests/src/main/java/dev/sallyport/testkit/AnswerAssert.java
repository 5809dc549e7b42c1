package dev.sallyport.testkit;

import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/** What can be claimed of an {@link Answer}; a claim that fails shows the whole answer. */
public final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

    AnswerAssert(Answer actual) {
        super(actual, AnswerAssert.class);
    }

    public AnswerAssert hasStatus(int status) {
        return claim(actual.status() == status, "status " + status);
    }

    public AnswerAssert hasHeader(String name, String value) {
        return claim(actual.allOf(name).contains(value), "the header " + name + ": " + value);
    }

    public AnswerAssert hasHeaderContaining(String name, String part) {
        var found = actual.allOf(name).stream().anyMatch(value -> value.contains(part));
        return claim(found, "a header " + name + " with " + part + " in it");
    }

    public AnswerAssert hasNoHeader(String name) {
        return claim(actual.allOf(name).isEmpty(), "no header " + name);
    }

    /** A redirect to this address, which may be a path of the same site. */
    public AnswerAssert redirectsTo(String address) {
        var expected = actual.url().resolve(address);
        return claim(actual.redirect().filter(expected::equals).isPresent(), "a redirect to " + expected);
    }

    /** RFC 9457: the status, in the line and in the body, and the media type. */
    public AnswerAssert isProblem(int status) {
        return hasStatus(status)
                .hasHeaderContaining("content-type", "application/problem+json")
                .hasField("/status", status);
    }

    /** The value at a JSON pointer: text, number, or truth. */
    public AnswerAssert hasField(String pointer, Object value) {
        var found = actual.json().at(pointer);
        return claim(Objects.equals(Http.JSON.valueToTree(value), found), pointer + " to be " + value);
    }

    public AnswerAssert hasNoField(String pointer) {
        return claim(actual.json().at(pointer).isMissingNode(), "nothing at " + pointer);
    }

    public AnswerAssert contains(String text) {
        return claim(actual.text().contains(text), "the text " + text);
    }

    public AnswerAssert doesNotContain(String text) {
        return claim(!actual.text().contains(text), "no text " + text);
    }

    /** The path, after all redirects that the browser followed. */
    public AnswerAssert isAt(String path) {
        return claim(actual.url().getPath().equals(path), "the page " + path);
    }

    private AnswerAssert claim(boolean holds, String expected) {
        if (!holds) {
            failWithMessage(
                    "Expected %s, but %s %s was answered with %s%n%s%n%s",
                    expected,
                    actual.method(),
                    actual.url(),
                    actual.status(),
                    actual.headers().map(),
                    actual.text());
        }
        return this;
    }
}
