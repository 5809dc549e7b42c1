package dev.sallyport.keycloak.facts;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.sallyport.keycloak.rule.Facts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.organization.utils.Organizations;

/** A user of Keycloak. All its roles count, not only those that the client's role scope lets through. */
final class UserFacts implements Facts.User {

    private final UserModel user;
    private final KeycloakSession keycloak;
    private final ClientSessionContext context;
    private @Nullable Set<RoleModel> allRoles;

    UserFacts(UserModel user, KeycloakSession keycloak, ClientSessionContext context) {
        this.user = user;
        this.keycloak = keycloak;
        this.context = context;
    }

    @Override
    public String username() {
        return requireNonNullElse(user.getUsername(), "");
    }

    @Override
    public String email() {
        return requireNonNullElse(user.getEmail(), "");
    }

    @Override
    public boolean emailVerified() {
        return user.isEmailVerified();
    }

    @Override
    public List<String> roles() {
        return allRoles().stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .toList();
    }

    @Override
    public Map<String, List<String>> clientRoles() {
        return allRoles().stream()
                .filter(RoleModel::isClientRole)
                .collect(groupingBy(UserFacts::clientOf, mapping(RoleModel::getName, toList())));
    }

    @Override
    public List<String> groups() {
        return user.getGroupsStream().map(KeycloakModelUtils::buildGroupPath).toList();
    }

    @Override
    public Map<String, List<String>> attributes() {
        return Attributes.of(user.getAttributes());
    }

    @Override
    public boolean serviceAccount() {
        return user.getServiceAccountClientLink() != null;
    }

    @Override
    public Map<String, Facts.Organization> organizations() {
        if (!Organizations.isEnabled(keycloak)) {
            return Map.of();
        }
        return keycloak.getProvider(OrganizationProvider.class)
                .getByMember(user)
                .filter(OrganizationModel::isEnabled)
                .collect(toMap(OrganizationModel::getAlias, OrganizationFacts::new));
    }

    private Set<RoleModel> allRoles() {
        if (allRoles == null) {
            allRoles = isLimitedToSome()
                    ? RoleUtils.getDeepUserRoleMappings(user)
                    : context.getRolesStream().collect(toSet());
        }
        return allRoles;
    }

    /** Where the client's role scope lets all through, Keycloak's own mappers have loaded the same for this token. */
    private boolean isLimitedToSome() {
        return !context.getClientSession().getClient().isFullScopeAllowed();
    }

    private static String clientOf(RoleModel role) {
        return ((ClientModel) role.getContainer()).getClientId();
    }

    private record OrganizationFacts(OrganizationModel organization) implements Facts.Organization {

        @Override
        public String name() {
            return organization.getName();
        }

        @Override
        public Map<String, List<String>> attributes() {
            return Attributes.of(organization.getAttributes());
        }
    }
}
