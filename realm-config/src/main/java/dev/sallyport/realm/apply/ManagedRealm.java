package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.admin.Refused;
import dev.sallyport.realm.applied.Applied;
import dev.sallyport.realm.applied.Memory;
import dev.sallyport.realm.files.DesiredRealm;
import dev.sallyport.realm.live.LiveRealm;
import dev.sallyport.realm.live.RealmReader;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.Planner;
import dev.sallyport.realm.plan.SecretFields;
import dev.sallyport.realm.plan.SecretMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** A realm at Keycloak, and what files say of it. */
public final class ManagedRealm {

    private final AdminApi api;
    private final DesiredRealm desired;
    private final Items wanted;
    private final boolean prune;
    private final List<Rename> renames;

    /**
     * Reads nothing yet.
     *
     * @param prune whether plans delete what is ours and not in the files any more
     */
    public ManagedRealm(AdminApi api, DesiredRealm desired, boolean prune, List<Rename> renames) {
        this.api = api;
        this.desired = desired;
        this.wanted = Items.of(SecretFields.wrapped(desired.representation(), desired.secrets()));
        this.prune = prune;
        this.renames = List.copyOf(renames);
    }

    /** Looks at the realm as it is now, and plans. */
    public Snapshot look() {
        var live = read();
        var last = live.map(LiveRealm::applied).orElseGet(Applied::never);
        return new Snapshot(live, plan(live, last, last));
    }

    private Optional<LiveRealm> read() {
        return reader().read().map(this::renamed);
    }

    private Plan plan(Optional<LiveRealm> live, Applied last, SecretMemory secrets) {
        return new Planner(wanted, live.map(LiveRealm::items), last.items(), last.ours(), secrets, prune)
                .plan(desired.realm());
    }

    /**
     * Does what was planned.
     *
     * @param holder who does it, for others to read
     * @return what is left to do: nothing, unless someone else worked against us
     * @throws Stopped before anything is changed, if it is not any more as it was seen
     */
    public Plan apply(Snapshot seen, String holder, Duration patience, Progress progress) {
        if (seen.live().isEmpty()) {
            create();
        }
        try (var lock = Lock.of(api, desired.realm(), holder, patience)) {
            return carryOut(seen.live().isEmpty() ? asCreated() : asSeen(seen), lock, progress);
        }
    }

    private Snapshot asSeen(Snapshot seen) {
        var now = look();
        if (!now.plan().fingerprint().equals(seen.plan().fingerprint())) {
            throw new Stopped("The realm has changed since the plan was made: plan again");
        }
        return now;
    }

    /** All that is asked for was made by us, and its secrets are ours: nobody else has had the time. */
    private Snapshot asCreated() {
        var made = wanted.all().stream().map(Item::key).collect(Collectors.toSet());
        var live = read().map(seen -> new LiveRealm(seen.items(), seen.applied().made(made), seen.keycloak()));
        return new Snapshot(live, plan(live, Applied.never(), (key, path, value) -> true));
    }

    /**
     * Takes the realm under management as it is, when it is as the files say. How it looks is remembered as of after the first
     * write, to which Keycloak adds settings that were not there.
     *
     * @throws Stopped before anything is changed, if it is not any more as it was seen
     */
    public void adopt(Snapshot seen, String holder, Duration patience) {
        try (var lock = Lock.of(api, desired.realm(), holder, patience)) {
            var now = asSeen(seen);
            var live = now.live().orElseThrow(() -> new Stopped("The realm is gone"));
            var ledger = new Ledger(wanted, live, now.plan(), prune);
            remember(ledger.intended(), lock);
            remember(ledger.applied(read().orElseThrow(() -> new Stopped("The realm is gone"))), lock);
        }
    }

    /** Writes down that the realm is as the files say, where it does not know that yet. */
    public void settle(Snapshot seen, String holder, Duration patience) {
        var live = seen.live().orElseThrow();
        if (!Memory.same(new Ledger(wanted, live, seen.plan(), prune).applied(live), live.applied())) {
            adopt(seen, holder, patience);
        }
    }

    private Plan carryOut(Snapshot now, Lock lock, Progress progress) {
        var live = now.live().orElseThrow(() -> new Stopped("The realm is gone"));
        new Beforehand(wanted, live.items()).check(now.plan());
        var ledger = new Ledger(wanted, live, now.plan(), prune);
        remember(ledger.intended(), lock);
        try {
            new Apply(api, now.plan(), wanted, live.items(), lock, progress).run(ledger::made);
        } catch (RuntimeException failed) {
            rememberAfter(ledger, lock, failed);
            throw failed;
        }
        var after = read().orElseThrow(() -> new Stopped("The realm is gone"));
        var applied = ledger.applied(after);
        remember(applied, lock);
        return plan(Optional.of(after), applied, applied);
    }

    private void rememberAfter(Ledger ledger, Lock lock, RuntimeException failed) {
        try {
            remember(ledger.intended(), lock);
        } catch (RuntimeException neither) {
            failed.addSuppressed(neither);
        }
    }

    private void create() {
        try {
            api.create("", Frame.of(desired.representation(), wanted));
        } catch (Refused refused) {
            if (refused.status() == 409) {
                throw new Stopped("Someone else has created the realm since the plan was made: plan again");
            }
            throw refused;
        }
    }

    /** @throws Stopped when another may be at work, who remembers more than we know */
    private void remember(Applied applied, Lock lock) {
        lock.check();
        var place = "/" + segment(desired.realm());
        var realm = (ObjectNode) api.get(place);
        realm.withObjectProperty("attributes").put(Applied.ATTRIBUTE, Memory.write(applied));
        api.put(place, realm);
    }

    private LiveRealm renamed(LiveRealm live) {
        var items = live.items();
        var applied = live.applied();
        for (var rename : renames) {
            items = items.renamed(rename.from(), rename.to());
            applied = applied.renamed(rename.from(), rename.to());
        }
        return new LiveRealm(items, applied, live.keycloak());
    }

    private RealmReader reader() {
        var people = wanted.all().stream()
                .filter(item -> item.key().kind() == Kind.USER)
                .map(item -> item.key().name())
                .collect(Collectors.toSet());
        return new RealmReader(api, desired.realm(), people);
    }

    /** What has another name now, and is to keep its identity. */
    public record Rename(Key from, Key to) {}
}
