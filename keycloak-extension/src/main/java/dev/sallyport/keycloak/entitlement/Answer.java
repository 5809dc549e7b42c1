package dev.sallyport.keycloak.entitlement;

import java.time.Duration;
import java.util.Map;

/**
 * What a source said of one user.
 *
 * @param bytes the length of its JSON
 */
record Answer(Map<String, Object> entitlements, int bytes, long nanoTime) {

    private static final int ROOM_OF_EACH = 512;
    private static final int ROOM_OF_A_BYTE = 10;

    /** How many bytes it takes in memory, at the most and more or less: JSON can be short and make many objects. */
    int room() {
        return ROOM_OF_EACH + ROOM_OF_A_BYTE * bytes;
    }

    boolean isYoungerThan(Duration age) {
        return System.nanoTime() - nanoTime < age.toNanos();
    }
}
