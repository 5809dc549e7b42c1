package dev.sallyport.keycloak.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.keycloak.rule.ClaimRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;
import org.keycloak.userprofile.config.UPConfigUtils;

class AttributeGuardTest {

    private static final OwnChoice NOTHING = new OwnChoice(false, false);

    private static final String[] READ_BY_ADMINISTRATORS = {
        "user.attributes[?'tenant'][?0]",
        "user.attributes['none'][0]",
        "user.roles",
        "user.emailVerified",
        "client.attributes['nickname']",
        "user.organizations['acme'].attributes['nickname']",
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.attributes[?'nickname'][?0]",
                "user.attributes.nickname",
                "'nickname' in user.attributes",
                "has(user.attributes.nickname)",
                "user.attributes[user.roles[0]]",
                "user.attributes.map(name, name)",
                "user.attributes",
                "user.email",
                "[user].map(u, u.attributes['tenant'])",
                "[dyn(1)].map(user, .user.attributes['nickname'][0])",
                "optional.of(dyn(1)).optMap(user, .user.attributes['nickname'][0])",
                "(1 > 0 ? user : user).attributes['tenant']"
            })
    void refusesWhatUsersMayWriteOrCouldBe(String rule) throws Exception {
        var guard = new AttributeGuard(editable(null, NOTHING), Set.of());

        assertThat(guard.objection(ClaimRule.of("x", rule).mentions()))
                .hasValueSatisfying(reason ->
                        assertThat(reason).startsWith("reads user").contains("which users may edit themselves"));
    }

    @Test
    void permitsWhatOnlyAdministratorsMayWrite() throws Exception {
        var guard = new AttributeGuard(editable(null, NOTHING), Set.of());

        for (var rule : READ_BY_ADMINISTRATORS) {
            assertThat(guard.objection(ClaimRule.of("x", rule).mentions()))
                    .as(rule)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"nickname, user.attributes['nickname']", "email, user.email", "*, user.attributes", "*, user.email"})
    void permitsWhatIsAllowedByName(String allowed, String rule) throws Exception {
        var guard = new AttributeGuard(editable(null, NOTHING), Set.of(allowed));

        assertThat(guard.permits(ClaimRule.of("x", rule).mentions())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({", false", "ADMIN_VIEW, false", "ADMIN_EDIT, false", "ENABLED, true"})
    void countsAttributesThatTheProfileLacksAsTheirPolicySays(
            @Nullable UnmanagedAttributePolicy policy, boolean refused) {
        var editable = editable(policy, NOTHING);

        assertThat(editable.contain("none")).isEqualTo(refused);
        assertThat(editable.contain("tenant")).isFalse();
    }

    @Test
    void countsTheUsernameWhereTheRealmLetsUsersChangeIt() {
        assertThat(editable(null, new OwnChoice(true, false)).contain("username"))
                .isTrue();
        assertThat(editable(null, NOTHING).contain("username")).isFalse();
    }

    /** Keycloak adds it to every profile of such a realm. */
    @Test
    void countsTheLocaleWhereTheRealmSpeaksSeveralLanguages() {
        assertThat(editable(null, new OwnChoice(false, true)).contain("locale")).isTrue();
        assertThat(editable(null, NOTHING).contain("locale")).isFalse();
    }

    @Test
    void countsAsKeycloakDoesWhereTheRealmHasNoProfile() {
        assertThat(EditableAttributes.of(ProfileAttribute.DEFAULT_PROFILE, false, new OwnChoice(true, false)))
                .isEqualTo(EditableAttributes.of(UPConfigUtils.parseSystemDefaultConfig(), new OwnChoice(true, false)));
    }

    private static EditableAttributes editable(@Nullable UnmanagedAttributePolicy policy, OwnChoice own) {
        var profile = new UPConfig();
        profile.setUnmanagedAttributePolicy(policy);
        profile.setAttributes(List.of(
                new UPAttribute("username", new UPAttributePermissions(Set.of("user"), Set.of("user", "admin"))),
                new UPAttribute("email"),
                new UPAttribute("nickname", new UPAttributePermissions(Set.of("user"), Set.of("user"))),
                new UPAttribute("tenant", new UPAttributePermissions(Set.of("user", "admin"), Set.of("admin"))),
                new UPAttribute("closed")));
        return EditableAttributes.of(profile, own);
    }
}
