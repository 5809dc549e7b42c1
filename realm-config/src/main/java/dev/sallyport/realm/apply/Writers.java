package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Who writes what. */
final class Writers {

    private final Map<Kind, Writer> byKind = new EnumMap<>(Kind.class);

    Writers(Target target, Set<Key> wanted) {
        var plain = new PlainWriter(target, Set.of());
        var roles = new RoleSetWriter(target);
        for (var kind : Kind.values()) {
            byKind.put(
                    kind,
                    switch (kind) {
                        case REALM, DEFAULT_SCOPES, DEFAULTS -> new RealmWriter(target);
                        case COMPONENT -> new ComponentWriter(target, wanted);
                        case TEXTS -> new TextsWriter(target);
                        case REQUIRED_ACTION -> new RequiredActionWriter(target);
                        case CLIENT_PROFILE, CLIENT_POLICY -> new PolicyWriter(target);
                        case FLOW -> new FlowWriter(target);
                        case CLIENT -> new ClientWriter(target);
                        case COMPOSITES, CLIENT_COMPOSITES, SCOPE_ROLES, CLIENT_SCOPE_ROLES -> roles;
                        case GROUP -> new GroupWriter(target);
                        case ORGANIZATION -> new OrganizationWriter(target);
                        case USER -> new UserWriter(target);
                        case ROLE,
                                CLIENT_SCOPE,
                                SCOPE_MAPPER,
                                CLIENT_ROLE,
                                CLIENT_MAPPER,
                                IDENTITY_PROVIDER,
                                IDENTITY_PROVIDER_MAPPER -> plain;
                    });
        }
    }

    void write(Change change) {
        var writer = byKind.get(change.key().kind());
        if (writer == null) {
            throw new IllegalStateException("Nobody writes " + change.key());
        }
        switch (change.action()) {
            case CREATE -> writer.create(change);
            case UPDATE -> writer.update(change);
            case DELETE -> writer.delete(change);
        }
    }
}
