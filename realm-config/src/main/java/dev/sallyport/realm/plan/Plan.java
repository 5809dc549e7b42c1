package dev.sallyport.realm.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * All that is to be done so that a realm is as asked for, in the order it is to be done in.
 *
 * @param kept what is ours and not asked for any more, and stays
 */
public record Plan(String realm, boolean realmIsNew, List<Change> changes, List<Kept> kept) {

    public Plan {
        changes = List.copyOf(changes);
        kept = List.copyOf(kept);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public long count(Change.Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    /** A short word for what is planned: two plans with the same do the same. Secrets have no part in it. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(PlanJson.of(this).path("changes").toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
