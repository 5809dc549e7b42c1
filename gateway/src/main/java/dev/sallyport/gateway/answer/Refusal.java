package dev.sallyport.gateway.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A request that goes no further, and what its caller is told: a status, a page for people, a problem (RFC 9457) for
 * programs. It never says more than the caller needs to mend the request; reasons for operators go to the log.
 */
public final class Refusal extends RuntimeException {

    private static final String RETRY_SECONDS = "10";
    private static final String CROSS_SITE = "cross_site_request";

    private final HttpStatus status;
    private final String page;
    private final String title;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Refusal(HttpStatus status, String page, String title, @Nullable Throwable cause) {
        super(title, cause, false, false);
        this.status = status;
        this.page = page;
        this.title = title;
    }

    /** 401: no session and no bearer token. A navigation is sent to log in instead. */
    public static Refusal unauthenticated() {
        return new Refusal(HttpStatus.UNAUTHORIZED, "not-signed-in", "Not signed in", null)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /** 401: a bearer token that is malformed, expired, not for us, or not from our issuer (RFC 6750 section 3.1). */
    public static Refusal invalidToken(Throwable cause) {
        return new Refusal(HttpStatus.UNAUTHORIZED, "not-signed-in", "Invalid token", cause)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                .member("error", "invalid_token");
    }

    /** 400: a malformed request, such as two credentials at once. */
    public static Refusal badRequest(String title) {
        return new Refusal(HttpStatus.BAD_REQUEST, "failure", title, null).member("error", "invalid_request");
    }

    /** 400: a request that somebody else could take for another, so nothing more is read from its connection. */
    static Refusal ambiguous(String title) {
        return badRequest(title).header(HttpHeaders.CONNECTION, "close");
    }

    /** 403: sent by another site's page, or without the proof that it was not. */
    public static Refusal crossSite(String title) {
        return new Refusal(HttpStatus.FORBIDDEN, "not-allowed", title, null).member("error", CROSS_SITE);
    }

    /** 403: signed in, but without a domain scope that the route needs (RFC 6750 section 3.1). */
    public static Refusal insufficientScope(Set<String> required) {
        var scope = String.join(" ", required);
        return new Refusal(HttpStatus.FORBIDDEN, "not-allowed", "Insufficient scope", null)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"")
                .member("error", "insufficient_scope")
                .member("scope", scope);
    }

    /** 403: the issuer gives this caller no token for the service. */
    public static Refusal noTokenForService(Throwable cause) {
        return new Refusal(HttpStatus.FORBIDDEN, "not-allowed", "Not allowed at this service", cause)
                .member("error", "access_denied");
    }

    public static Refusal notFound() {
        return new Refusal(HttpStatus.NOT_FOUND, "not-found", "Not found", null);
    }

    /** 405, with the methods that are allowed: RFC 9110 section 15.5.6 wants them named. */
    static Refusal methodNotAllowed(String allowed) {
        return new Refusal(HttpStatus.METHOD_NOT_ALLOWED, "not-found", "Method not allowed", null)
                .header(HttpHeaders.ALLOW, allowed);
    }

    /** 502: the issuer gave a token that this gateway does not accept, or an answer that is none. */
    public static Refusal tokenRefused(Throwable cause) {
        return new Refusal(HttpStatus.BAD_GATEWAY, "token-refused", "The issuer's token was not accepted", cause);
    }

    /** 502: the issuer does not take this gateway's request, so nobody can log in. */
    public static Refusal clientRefused(Throwable cause) {
        return new Refusal(HttpStatus.BAD_GATEWAY, "client-refused", "Signing in is not set up right", cause);
    }

    /** 502 or 504: the service behind the route gave no answer. */
    public static Refusal serviceFailed(HttpStatus status, Throwable cause) {
        return new Refusal(status, "service-unavailable", "The service did not answer", cause);
    }

    /** 503: all connections to the service are taken, and none became free in time. */
    static Refusal serviceBusy(Throwable cause) {
        return new Refusal(
                        HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", "The service has too much to do", cause)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    /** 503: the issuer does not answer. */
    public static Refusal issuerUnavailable(Throwable cause) {
        return new Refusal(
                        HttpStatus.SERVICE_UNAVAILABLE, "issuer-unavailable", "Signing in is not possible now", cause)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    /** 503: the store of sessions does not answer. */
    public static Refusal sessionsUnavailable(Throwable cause) {
        return new Refusal(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "sessions-unavailable",
                        "Sessions cannot be looked up now",
                        cause)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    /** 503: this gateway is about to stop, and another will do. */
    public static Refusal stopping() {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", "This gateway is stopping", null)
                .header(HttpHeaders.RETRY_AFTER, "1");
    }

    /** Any other status, told by its standard phrase. */
    static Refusal of(HttpStatus status, @Nullable Throwable cause) {
        return new Refusal(status, "failure", status.getReasonPhrase(), cause);
    }

    /** 400: a login that took too long, or a callback that was opened again. */
    public static Refusal loginExpired() {
        return new Refusal(HttpStatus.BAD_REQUEST, "login-expired", "This login is no longer open", null);
    }

    /** 400: a callback that brings no cookie of any login. */
    public static Refusal loginCookieMissing() {
        return new Refusal(HttpStatus.BAD_REQUEST, "cookies-missing", "The login cookie is missing", null);
    }

    /** 403: the issuer did not log the person in, or its answer was not meant for this login. */
    public static Refusal loginFailed(@Nullable Throwable cause) {
        return new Refusal(HttpStatus.FORBIDDEN, "login-failed", "Not logged in", cause);
    }

    /** 508: one login after the other within seconds, and no session stays. */
    public static Refusal loginLoop() {
        return new Refusal(HttpStatus.LOOP_DETECTED, "login-loop", "Login does not lead to a session", null);
    }

    private Refusal header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    private Refusal member(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Whether the caller brought credentials that are not good, so that a login is not what is missing. */
    boolean isOfCredentials() {
        return members.containsKey("error");
    }

    boolean isCrossSite() {
        return CROSS_SITE.equals(members.get("error"));
    }

    boolean leadsToLogin() {
        return page.startsWith("login-") || page.startsWith("cookies-") || page.equals("not-signed-in");
    }

    public HttpStatus status() {
        return status;
    }

    String page() {
        return page;
    }

    String title() {
        return title;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, Object> members() {
        return members;
    }
}
