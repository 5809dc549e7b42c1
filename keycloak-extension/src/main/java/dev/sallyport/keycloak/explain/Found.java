package dev.sallyport.keycloak.explain;

import dev.sallyport.keycloak.scope.ProtocolScopes;
import dev.sallyport.keycloak.scope.RealmRules;
import dev.sallyport.keycloak.scope.Scopes;
import dev.sallyport.keycloak.text.Meant;
import dev.sallyport.keycloak.text.OneLine;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Finds what a request names, for an administrator who may see it. */
record Found(KeycloakSession keycloak, RealmModel realm, AdminPermissionEvaluator permissions) {

    /** By name or id. Whether there is such a user is told only to those who may look for users. */
    UserModel user(@Nullable String given) {
        var name = required("user", given);
        var user = Optional.ofNullable(keycloak.users().getUserByUsername(realm, name))
                .or(() -> Optional.ofNullable(keycloak.users().getUserById(realm, name)))
                .orElseThrow(() -> permissions.users().canQuery()
                        ? new NotFoundException("This realm has no such user")
                        : new ForbiddenException());
        permissions.users().requireView(user);
        return user;
    }

    ClientModel client(@Nullable String given) {
        var name = required("client", given);
        return Optional.ofNullable(realm.getClientByClientId(name))
                .or(() -> Optional.ofNullable(realm.getClientById(name)))
                .orElseThrow(() -> new NotFoundException("This realm has no such client"));
    }

    /** What a client may ask for; a name that no client scope has would be answered with nothing, which looks like no. */
    Scopes scopes(String asked, ClientModel client) {
        var scopes = Scopes.of(asked);
        for (var name : scopes.names()) {
            if (!ProtocolScopes.contain(name) && !isClientScope(name)) {
                throw new NotFoundException("This realm has no client scope " + OneLine.of(name)
                        + Meant.insteadOf(name, RealmRules.of(client).names()));
            }
        }
        return scopes;
    }

    /** A scope that a rule decides about. */
    String domainScope(@Nullable String given, ClientModel client) {
        var name = required("scope", given);
        var rules = RealmRules.of(client);
        if (!rules.decideAbout(name)) {
            throw new NotFoundException(
                    "No rule names the scope " + OneLine.of(name) + Meant.insteadOf(name, rules.names()));
        }
        return name;
    }

    /** Also one with its parameter behind a colon. */
    private boolean isClientScope(String name) {
        return realm.getClientScopesStream()
                .anyMatch(scope -> scope.getName().equals(name)
                        || (scope.isParameterizedScope() && name.startsWith(scope.getName() + ":")));
    }

    static String required(String name, @Nullable String given) {
        if (given == null || given.isBlank()) {
            throw new BadRequestException("The parameter " + name + " is missing");
        }
        return given;
    }

    static int number(String name, @Nullable String given, int otherwise, int atMost) {
        if (given == null) {
            return otherwise;
        }
        if (!given.matches("[0-9]{1,9}")) {
            throw new BadRequestException("The parameter " + name + " is no number");
        }
        return Math.min(Integer.parseInt(given), atMost);
    }
}
