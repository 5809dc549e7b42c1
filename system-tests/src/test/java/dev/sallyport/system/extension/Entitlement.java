package dev.sallyport.system.extension;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What someone of the realm {@code grants} may hold, and the domain scope whose rule looks at it. */
enum Entitlement {
    ROLE("files:read") {
        @Override
        void give(GrantsRealm realm, String user) {
            realm.admin().post(roles(user), List.of(realm.admin().get("/grants/roles/reader")));
        }

        @Override
        void take(GrantsRealm realm, String user) {
            realm.admin().delete(roles(user), List.of(realm.admin().get("/grants/roles/reader")));
        }
    },
    GROUP("files:write") {
        @Override
        void give(GrantsRealm realm, String user) {
            realm.admin().put(group(realm, user), Map.of());
        }

        @Override
        void take(GrantsRealm realm, String user) {
            realm.admin().delete(group(realm, user));
        }
    },
    ATTRIBUTE("files:sign") {
        @Override
        void give(GrantsRealm realm, String user) {
            setLimit(realm, user, List.of("150"));
        }

        @Override
        void take(GrantsRealm realm, String user) {
            setLimit(realm, user, List.of());
        }
    },
    ORGANIZATION("files:share") {
        @Override
        void give(GrantsRealm realm, String user) {
            realm.admin().post(members(realm), user);
        }

        @Override
        void take(GrantsRealm realm, String user) {
            realm.admin().delete(members(realm) + "/" + user);
        }
    };

    final String scope;

    Entitlement(String scope) {
        this.scope = scope;
    }

    abstract void give(GrantsRealm realm, String user);

    abstract void take(GrantsRealm realm, String user);

    private static String roles(String user) {
        return "/grants/users/" + user + "/role-mappings/realm";
    }

    private static String group(GrantsRealm realm, String user) {
        var group =
                realm.admin().get("/grants/groups?exact=true&search=editors").path(0);
        return "/grants/users/" + user + "/groups/" + group.path("id").asString();
    }

    private static String members(GrantsRealm realm) {
        var organization =
                realm.admin().get("/grants/organizations?search=acme").path(0);
        return "/grants/organizations/" + organization.path("id").asString() + "/members";
    }

    private static void setLimit(GrantsRealm realm, String user, List<String> values) {
        var representation = (ObjectNode) realm.admin().get("/grants/users/" + user);
        representation.putPOJO("attributes", Map.of("limit", values));
        realm.admin().put("/grants/users/" + user, representation);
    }
}
