package dev.sallyport.gateway.session;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a session lives.
 *
 * @param idleTimeout how long it stays without a request of its person's
 * @param absoluteTimeout how long it stays at most, used or not
 */
@ConfigurationProperties("sallyport.session")
record SessionSettings(
        @DefaultValue("30m") Duration idleTimeout,
        @DefaultValue("10h") Duration absoluteTimeout) {

    SessionSettings {
        if (!idleTimeout.isPositive() || absoluteTimeout.compareTo(idleTimeout) < 0) {
            throw new IllegalArgumentException("sallyport.session: idle-timeout must be more than nothing"
                    + " and absolute-timeout no less than idle-timeout");
        }
    }

    Duration idleLeft(Session session, Instant now) {
        var idle = Duration.between(now, session.lastUsed().plus(idleTimeout));
        var absolute = absoluteLeft(session, now);
        return idle.compareTo(absolute) < 0 ? idle : absolute;
    }

    Duration absoluteLeft(Session session, Instant now) {
        return Duration.between(now, session.begun().plus(absoluteTimeout));
    }

    boolean isOver(Session session, Instant now) {
        return !idleLeft(session, now).isPositive();
    }
}
