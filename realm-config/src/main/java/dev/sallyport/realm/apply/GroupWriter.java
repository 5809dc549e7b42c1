package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;
import java.util.Set;

/** Writes groups and the roles of their members. */
final class GroupWriter extends PlainWriter {

    GroupWriter(Target target) {
        super(target, Set.of("realmRoles", "clientRoles"));
    }

    @Override
    public void create(Change change) {
        super.create(change);
        roles(change);
    }

    @Override
    public void update(Change change) {
        super.update(change);
        roles(change);
    }

    private void roles(Change change) {
        RoleSets.write(
                target,
                address.of(change.key()) + "/role-mappings",
                RoleSets.mapped(change.after().fields()),
                RoleSets.mapped(change.before().fields()));
    }
}
