package dev.sallyport.realm.apply;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Plan;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Carries out a plan, one change after the other.
 *
 * @param wanted what is asked for
 * @param before the realm as the plan was made from
 */
public record Apply(AdminApi api, Plan plan, Items wanted, Items before, Lock lock, Progress progress) {

    /** Makes all changes; tells which were made, also when one fails. */
    public void run(Consumer<Change> made) {
        var keys = wanted.all().stream().map(Item::key).collect(Collectors.toSet());
        var target = new Target(api, plan.realm(), before);
        var writers = new Writers(target, keys);
        var done = 0;
        for (var change : plan.changes()) {
            lock.check();
            progress.next(done, plan.changes().size(), change);
            try {
                writers.write(change);
            } catch (RuntimeException failed) {
                throw new Interrupted(done, plan.changes().size(), change, failed);
            }
            made.accept(change);
            done++;
        }
    }
}
