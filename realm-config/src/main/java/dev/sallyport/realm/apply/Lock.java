package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.admin.Refused;
import dev.sallyport.realm.admin.Unanswered;
import dev.sallyport.realm.applied.Applied;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets one apply at a time into a realm: a role, because Keycloak makes only one of a name. It holds for a minute and is
 * renewed; whoever finds one that has run out takes its place. All go by Keycloak's clock.
 */
public final class Lock implements AutoCloseable {

    private static final Duration HOLDS = Duration.ofSeconds(60);
    private static final Duration RENEWED = Duration.ofSeconds(20);
    private static final String UNTIL = "until";

    private final AdminApi api;
    private final String below;
    private final String holder;
    private final Thread renewal;
    private final String id;
    private volatile Instant until;
    private volatile boolean closed;

    private Lock(AdminApi api, String below, String holder, String id, Instant until) {
        this.api = api;
        this.below = below;
        this.holder = holder;
        this.id = id;
        this.until = until;
        this.renewal = Thread.ofVirtual().name("lock").start(this::renew);
    }

    /**
     * Takes the lock.
     *
     * @param holder who does, for others to read
     * @param patience how long to wait for another to give it back
     * @throws Stopped if another has it for longer
     */
    public static Lock of(AdminApi api, String realm, String holder, Duration patience) {
        var below = "/" + segment(realm);
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var until = api.now().plus(HOLDS);
            try {
                api.create(below + "/roles", role(holder, until));
                var id = api.get(below + "/roles/" + Applied.LOCK).path("id").asString();
                return new Lock(api, below, holder, id, until);
            } catch (Refused refused) {
                if (refused.status() != 409) {
                    throw refused;
                }
            }
            other(api, below, System.nanoTime() > deadline);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    /** Looks at the lock of someone else; deletes it by its id if it has run out, so that a newer one stays. */
    private static void other(AdminApi api, String below, boolean impatient) {
        var found = api.find(below + "/roles/" + Applied.LOCK);
        if (found.isEmpty()) {
            return;
        }
        var until = until(found.get());
        if (until.isBefore(api.now())) {
            api.delete(below + "/roles-by-id/" + segment(found.get().path("id").asString()), null);
        } else if (impatient) {
            var by = found.get().path("description").asString("someone");
            throw new Stopped("Another apply is at work in this realm (%s). Try again when it is done, or say --wait"
                    .formatted(by));
        }
    }

    private static Instant until(JsonNode role) {
        var text = role.path("attributes").path(UNTIL).path(0).asString("");
        return text.isEmpty() ? Instant.MIN : Instant.parse(text);
    }

    /** @throws Stopped when it cannot be certain any more that nobody else is at work */
    void check() {
        if (api.now().isAfter(until)) {
            throw new Stopped("This apply was held up for too long, and another may have begun");
        }
    }

    private void renew() {
        while (!closed) {
            LockSupport.parkNanos(RENEWED.toNanos());
            if (!closed) {
                renewOnce();
            }
        }
    }

    private void renewOnce() {
        var later = api.now().plus(HOLDS);
        try {
            api.put(below + "/roles-by-id/" + segment(id), role(holder, later));
            until = later;
        } catch (Refused | Unanswered failed) {
            // It holds for a while yet, and check() says when it does not
        }
    }

    private static ObjectNode role(String holder, Instant until) {
        var role = JsonNodeFactory.instance.objectNode();
        role.put("name", Applied.LOCK);
        role.put("description", "./sallyport realm apply by " + holder);
        role.putObject("attributes").putArray(UNTIL).add(until.toString());
        return role;
    }

    /** Gives it back. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(renewal);
        try {
            api.delete(below + "/roles-by-id/" + segment(id), null);
        } catch (Refused | Unanswered left) {
            // It runs out by itself
        }
    }
}
