package dev.sallyport.realm.applied;

import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Ours;
import dev.sallyport.realm.plan.SecretMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for the last time, and what the realm looked like afterwards.
 *
 * @param complete whether all of it was done
 * @param items what was asked for, with masks for secrets
 * @param ours what else may be deleted
 * @param prints of everything in the realm, whoever made it
 * @param keycloak the version that the prints were taken from
 * @param secrets hashes by place
 */
public record Applied(
        boolean complete,
        Items items,
        Ours ours,
        Prints prints,
        String keycloak,
        Salted salted,
        Map<String, String> secrets)
        implements SecretMemory {

    /** The attribute of the realm that it is kept in. */
    public static final String ATTRIBUTE = "sallyport.realm.applied";

    /** The role that is there while someone applies. */
    public static final String LOCK = "sallyport-realm-apply";

    /** Of a realm that nothing was applied to. */
    public static Applied never() {
        return new Applied(false, Items.none(), Ours.NOTHING, Prints.none(), "", Salted.fresh(), Map.of());
    }

    /** Whether anything was applied, be it in part. */
    public boolean ever() {
        return !items.all().isEmpty();
    }

    /**
     * With other things asked for.
     *
     * @param unsettled what may not be as asked for yet, so that its secrets are not known
     */
    public Applied with(boolean complete, Items items, Ours ours, Set<Key> unsettled) {
        var settled = items.all().stream()
                .filter(item -> !unsettled.contains(item.key()))
                .toList();
        return new Applied(complete, items, ours, prints, keycloak, salted, Memory.hashes(salted, settled, secrets));
    }

    /** With another look at the realm. */
    public Applied seen(Items items, String keycloak) {
        return new Applied(complete, this.items, ours, Prints.of(items), keycloak, salted, secrets);
    }

    /** With things that we have made. */
    public Applied made(Set<Key> keys) {
        return new Applied(complete, items, ours.with(keys), prints, keycloak, salted, secrets);
    }

    /** The same, where one has another name. */
    public Applied renamed(Key from, Key to) {
        return new Applied(
                complete, items.renamed(from, to), ours.renamed(from, to), prints, keycloak, salted, secrets);
    }

    /** Whether a thing looks as it did after the last apply; empty if it was not there. */
    public Optional<Boolean> same(Item item) {
        return prints.same(item);
    }

    @Override
    public boolean wasLast(Key key, List<String> path, String value) {
        var place = place(key, path);
        var hash = secrets.get(place);
        return hash != null && salted.matches(hash, place, value);
    }

    static String place(Key key, List<String> path) {
        return key + " " + String.join("/", path);
    }

    @Override
    public String toString() {
        return "Applied[complete=" + complete + "]";
    }
}
