package dev.sallyport.keycloak.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.CelValidationException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantRuleTest {

    private final Evaluation facts = new Evaluation(new SampleFacts());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'support' in user.roles",
                "user.groups.exists(g, g.startsWith('/staff/'))",
                "'reader' in user.clientRoles['orders']",
                "'reader' in user.clientRoles[?'orders'].orValue([])",
                "!('reader' in user.clientRoles[?'invoices'].orValue([]))",
                "user.attributes['tenant'][0] == 'north'",
                "user.attributes[?'tenant'][?0].orValue('') == 'north'",
                "user.attributes[?'tenant'][?7].orValue('none') == 'none'",
                "user.attributes[?'approval_limit'][?0].optMap(limit, int(limit) <= 10000).orValue(false)",
                "!has(user.email) && !user.emailVerified && has(user.username)",
                "user.?email.orValue('none') == 'none'",
                "user.organizations['acme'].attributes['plan'][0] == 'gold'",
                "user.organizations[?'acme'].hasValue() && user.organizations['acme'].name == 'Acme'",
                "!user.serviceAccount && client.id == 'gateway' && client.attributes['tier'] == 'internal'",
                "session.acr in ['silver', 'gold'] && session.amr == ['pwd'] && session.idp == ''",
                "session.impersonator == ''",
                "now - session.authTime < duration('1h')",
                "now.getHours('Asia/Seoul') == 18",
                "'orders' in request.scopes && request.grantType == 'authorization_code'",
                "request.audience.size() == 0",
                "user.username.matches('^[a-z]+$')",
                "user.roles.all(r, r.size() > 0) && user.roles.filter(r, r != 'support').size() == 1",
                "{'north': true}[user.attributes['tenant'][0]]",
                "'역할' + '北' == '역할北'"
            })
    void isTrue(String rule) throws Exception {
        assertThat(GrantRule.of("orders:read", rule).holds(facts)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "user.rols.size() > 0            | orders:read:1:5: undefined field 'rols' | ....^",
                "usr.roles.size() > 0            | orders:read:1:1: undeclared reference to 'usr' | ^",
                "'a' in user.roles && user.x     | undefined field 'x' | ........................^",
                "user.roles                      | true or false, and this one is list(string) | user.roles",
                "user.attributes['tenant'][0]    | true or false, and this one is string | tenant",
                "user.roles == 'admin'           | found no matching overload | ^",
                "user.organizations['a'].nme     | undefined field 'nme' | ^",
                "optional.of(true)               | optional | optional.of",
                "'unfinished                     | token recognition error | ^",
                "true &&                         | mismatched input | ^",
                "''                              | this one is string | ''",
                "dyn(true)                       | this one is dyn | dyn(true)",
                "user                            | this one is a user | user",
                "a user{username: 'x'} == user    | mismatched input | ^",
                "user.username.matches('(')       | orders:read:1:23: regular expression unreadable: missing closing ) | ......................^",
                "false && matches('a', '[b')      | regular expression unreadable: missing closing ] | ......................^",
                "[1].all(n, ''.matches('a{2,1001}')) | regular expression too large | ......................^",
            })
    void isRefusedWithThePlaceAndTheReason(String rule, String reason, String caret) {
        assertThatThrownBy(() -> GrantRule.of("orders:read", rule))
                .isInstanceOf(InvalidRule.class)
                .hasMessageContaining(reason.strip())
                .hasMessageContaining(caret.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'a' in user.rols                  | user.roles",
                "'a' in user.role                  | user.roles",
                "'a' in usr.roles                  | user",
                "'a' in roles                      | user.roles",
                "'a' in user.Groups                | user.groups",
                "user.emailverified                | user.emailVerified",
                "user.name == 'ada'                | user.username",
                "user.?usrname.hasValue()          | user.username",
                "has(user.emial)                   | user.email",
                "request.acr == 'gold'             | session.acr",
                "session.idps == ''                | session.idp",
                "client.clientId == 'cli'          | ",
                "user.organizations['a'].nam == '' | user.organizations['…'].name",
                "user.roles.exist(r, r == 'a')     | exists",
                "user.username.startswith('a')     | startsWith",
                "user.username.startWith('a')      | startsWith",
                "hass(user.email)                  | has",
                "now > timestmp('2026-01-01')      | timestamp",
                "user.attributes[?'a'][?0].orvalue('') == '' | orValue",
                "foo == 1                          | ",
                "x == 1                            | ",
                "user.username.matches(1)          | ",
                "user.roles == 'admin'             | ",
            })
    void suggestsWhatMayHaveBeenMeant(String rule, @Nullable String meant) {
        var refusal =
                assertThatThrownBy(() -> GrantRule.of("orders:read", rule)).isInstanceOf(InvalidRule.class);

        if (meant == null) {
            refusal.hasMessageNotContaining("Did you mean");
        } else {
            refusal.hasMessageContaining(". Did you mean " + meant + "?\n | " + rule);
        }
    }

    @Test
    void showsTheFirstOfVeryManyMistakes() {
        assertThatThrownBy(() -> GrantRule.of("orders:read", "rols".repeat(10) + " || rols".repeat(100)))
                .hasMessageMatching("(?s)(ERROR[^E]*){5}and 96 more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "true                                                | []",
                "'a' in user.roles && session.acr == 'gold'          | [session.acr, user.roles]",
                "user.attributes['tenant'][0] == 'north'             | [user.attributes['tenant']]",
                "user.attributes[?'tenant'][?0] == optional.none()   | [user.attributes['tenant']]",
                "user.attributes.tenant == ['north']                 | [user.attributes['tenant']]",
                "user.attributes.?tenant.hasValue()                  | [user.attributes['tenant']]",
                "user.?attributes[?'tenant'].hasValue()              | [user.attributes['tenant']]",
                "has(user.attributes.tenant)                         | [user.attributes['tenant']]",
                "'tenant' in user.attributes                         | [user.attributes['tenant']]",
                "user.attributes.exists(name, name == 'tenant')      | [user.attributes]",
                "user.attributes[user.username][0] == ''             | [user.attributes, user.username]",
                "user.attributes['ten' + 'ant'][0] == ''             | [user.attributes]",
                "'x' in {'x': user.attributes}                       | [user.attributes]",
                "user.organizations['acme'].attributes['plan'] == [] | [user.organizations['acme']]",
                "[user].exists(u, 'a' in u.roles)                    | [user]",
                "[dyn(1)].exists(user, .user.attributes.a == ['x'])       | [user.attributes['a']]",
                "optional.of(dyn(1)).optMap(user, .user.email).hasValue() | [user, user.email]",
                "(now < now ? user : user).attributes['x'] == []     | [now, user]",
                "client.attributes['tier'] == request.grantType      | [client.attributes['tier'], request.grantType]",
            })
    void knowsWhatItReads(String rule, String mentions) throws Exception {
        assertThat(GrantRule.of("orders:read", rule).mentions()).hasToString(mentions);
    }

    @Test
    void pointsAtTheLineOfAMistakeInLongerRules() {
        assertThatThrownBy(() -> GrantRule.of("orders:read", "'support' in user.roles\n  || user.grups.size() > 0"))
                .hasMessageContaining("orders:read:2:10: undefined field 'grups'")
                .hasMessageContaining(" |   || user.grups.size() > 0\n | .........^");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.attributes['none'][0] == 'x'",
                "user.attributes['tenant'][3] == 'x'",
                "int(user.attributes['tenant'][0]) > 1",
                "1 / (user.roles.size() - 2) == 1",
                "user.organizations['other'].name == 'x'",
                "timestamp(user.username) < now",
                "user.username.matches('(' + user.username)"
            })
    void failsRatherThanGuesses(String rule) throws Exception {
        var compiled = GrantRule.of("orders:read", rule);

        assertThatThrownBy(() -> compiled.holds(facts)).isInstanceOf(FailedRule.class);
    }

    @Test
    void keepsWhatIsKnownOfAUserOutOfTheReasonItGives() throws Exception {
        var compiled = GrantRule.of("orders:read", "int(user.username) > 1");

        assertThatThrownBy(() -> compiled.holds(facts)).hasMessageNotContaining("ada");
    }

    @Test
    void goesOnWhereOneSideOfAnOrIsTrueAndTheOtherFails() throws Exception {
        var rule = GrantRule.of("orders:read", "user.attributes['none'][0] == 'x' || 'support' in user.roles");

        assertThat(rule.holds(facts)).isTrue();
    }

    @Test
    void loadsNothingThatItDoesNotMention() throws Exception {
        var onlyRoles = new SampleFacts() {
            @Override
            public List<String> groups() {
                throw new AssertionError("groups were loaded");
            }

            @Override
            public Map<String, Organization> organizations() {
                throw new AssertionError("organizations were loaded");
            }

            @Override
            public Client client() {
                throw new AssertionError("the client was loaded");
            }
        };

        assertThat(GrantRule.of("orders:read", "'support' in user.roles || 'x' in user.groups")
                        .holds(new Evaluation(onlyRoles)))
                .isTrue();
    }

    @Test
    void loadsWhatManyRulesMentionOnce() throws Exception {
        var counted = new SampleFacts() {
            private int loads;

            @Override
            public List<String> roles() {
                loads++;
                return super.roles();
            }
        };
        var shared = new Evaluation(counted);

        for (var role : List.of("support", "sales", "finance")) {
            GrantRule.of("orders:read", "'" + role + "' in user.roles").holds(shared);
        }

        assertThat(counted.loads).isEqualTo(1);
    }

    @Test
    void keepsWhyItCannotBeCompiled() {
        assertThatThrownBy(() -> GrantRule.of("orders:read", "user.rols == []"))
                .isInstanceOf(InvalidRule.class)
                .hasCauseInstanceOf(CelValidationException.class);
    }
}
