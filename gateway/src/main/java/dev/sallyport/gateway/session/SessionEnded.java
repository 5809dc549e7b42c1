package dev.sallyport.gateway.session;

/**
 * Told on every node, within a second, when a session ends before its time: by a logout, by the issuer, by its person
 * from elsewhere.
 *
 * @param id the session's name in its store
 */
public record SessionEnded(String id) {}
