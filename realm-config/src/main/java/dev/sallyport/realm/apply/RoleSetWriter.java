package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Kind;

/** Writes which roles composite roles contain, and which are in the scope of clients and client scopes. */
record RoleSetWriter(Target target) implements Writer {

    @Override
    public void create(Change change) {
        update(change);
    }

    @Override
    public void update(Change change) {
        var whole = new Address(target).of(change.key().parent().orElseThrow());
        var wanted = RoleSets.contained(change.after().fields());
        var there = RoleSets.contained(change.before().fields());
        var kind = change.key().kind();
        if (kind == Kind.COMPOSITES || kind == Kind.CLIENT_COMPOSITES) {
            RoleSets.writeTogether(target, whole + "/composites", wanted, there);
        } else {
            RoleSets.write(target, whole + "/scope-mappings", wanted, there);
        }
    }

    @Override
    public void delete(Change change) {
        throw new IllegalArgumentException(change.key() + " cannot be deleted");
    }
}
