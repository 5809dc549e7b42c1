package dev.sallyport.system.extension;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Someone of the realm {@code grants} who holds every entitlement, for one test: a person, whose password is the name, or
 * the service account of a client.
 */
final class Holder implements AutoCloseable {

    private final GrantsRealm realm;
    private final String id;
    private final Set<Entitlement> entitlements;
    private final Runnable farewell;
    final String name;

    private Holder(GrantsRealm realm, String name, String id, Set<Entitlement> entitlements, Runnable farewell) {
        this.realm = realm;
        this.name = name;
        this.id = id;
        this.entitlements = entitlements;
        this.farewell = farewell;
        entitlements.forEach(this::receives);
    }

    static Holder person(GrantsRealm realm) {
        var name = "person-" + UUID.randomUUID();
        realm.admin().post("/grants/users", representation(name));
        var id = realm.admin().userId("grants", name);
        realm.admin()
                .post(
                        "/grants/users/" + id + "/federated-identity/elsewhere",
                        Map.of("userId", realm.subjectElsewhere(), "userName", name));
        return new Holder(
                realm,
                name,
                id,
                Set.of(Entitlement.values()),
                () -> realm.admin().delete("/grants/users/" + id));
    }

    /** It cannot be a member of an organization. */
    static Holder serviceAccountOf(GrantsRealm realm, String client) {
        var uuid = realm.admin().clientUuid("grants", client);
        var account = realm.admin().get("/grants/clients/" + uuid + "/service-account-user");
        var entitlements = Set.of(Entitlement.ROLE, Entitlement.GROUP, Entitlement.ATTRIBUTE);
        var id = account.path("id").asString();
        return new Holder(
                realm,
                account.path("username").asString(),
                id,
                entitlements,
                () -> entitlements.forEach(each -> each.take(realm, id)));
    }

    Set<Entitlement> entitlements() {
        return entitlements;
    }

    void loses(Entitlement entitlement) {
        entitlement.take(realm, id);
    }

    void receives(Entitlement entitlement) {
        entitlement.give(realm, id);
    }

    /** The administrator becomes this person in a browser. */
    void isImpersonatedIn(CommandLine cli) {
        var address = realm.keycloak().url() + "/admin/realms/grants/users/" + id + "/impersonation";
        var answer = cli.browser()
                .send(
                        "POST",
                        address,
                        Map.of("Authorization", "Bearer " + realm.admin().token()),
                        Map.of());
        if (answer.status() != 200) {
            throw new IllegalStateException("Impersonation was answered with " + answer.status());
        }
    }

    @Override
    public void close() {
        farewell.run();
    }

    private static Map<String, Object> representation(String name) {
        return Map.of(
                "username",
                name,
                "enabled",
                true,
                "email",
                name + "@example.com",
                "firstName",
                "Some",
                "lastName",
                "Person",
                "credentials",
                List.of(Map.of("type", "password", "value", name)));
    }
}
