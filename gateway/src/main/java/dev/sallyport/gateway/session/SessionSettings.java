package dev.sallyport.gateway.session;

import dev.sallyport.gateway.settings.WrongSetting;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where sessions live, and for how long.
 *
 * @param store memory, in this process, for a single node; redis, for many, where
 *     spring.data.redis.* says and with sallyport.server-keys
 * @param idleTimeout how long it stays without a request of its person's
 * @param absoluteTimeout how long it stays at most, used or not
 * @param maxPerUser how many sessions a person may have at once; the oldest ends when one more begins
 * @param nearCacheSize of how many sessions of a shared store a node keeps copies
 */
@ConfigurationProperties("sallyport.session")
record SessionSettings(
        @DefaultValue("memory") Store store,
        @DefaultValue("30m") Duration idleTimeout,
        @DefaultValue("10h") Duration absoluteTimeout,
        @DefaultValue("20") int maxPerUser,
        @DefaultValue("10000") int nearCacheSize) {

    private static final Duration LONGEST_PRECISION = Duration.ofMinutes(1);

    SessionSettings {
        if (!idleTimeout.isPositive()) {
            throw WrongSetting.of(
                    "sallyport.session.idle-timeout", idleTimeout, "Give it more than nothing, such as 30m.");
        }
        if (absoluteTimeout.compareTo(idleTimeout) < 0) {
            throw WrongSetting.of(
                    "sallyport.session.absolute-timeout", absoluteTimeout, "Give it no less than idle-timeout.");
        }
        atLeastOne("max-per-user", maxPerUser);
        atLeastOne("near-cache-size", nearCacheSize);
    }

    private static void atLeastOne(String setting, int value) {
        if (value < 1) {
            throw WrongSetting.of("sallyport.session." + setting, value, "Give it 1 or more.");
        }
    }

    /** Where sessions can live. */
    enum Store {
        MEMORY,
        REDIS
    }

    /** How exactly the nodes know of each other when a session was last used: a use is not worth a write each time. */
    Duration usePrecision() {
        var tenth = idleTimeout.dividedBy(10);
        return tenth.compareTo(LONGEST_PRECISION) < 0 ? tenth : LONGEST_PRECISION;
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
        return isOver(session.begun(), session.lastUsed(), now);
    }

    boolean isOver(Instant begun, Instant lastUsed, Instant now) {
        return !now.isBefore(lastUsed.plus(idleTimeout)) || !now.isBefore(begun.plus(absoluteTimeout));
    }
}
