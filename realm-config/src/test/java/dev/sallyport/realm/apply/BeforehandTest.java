package dev.sallyport.realm.apply;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Ours;
import dev.sallyport.realm.plan.Planner;
import dev.sallyport.realm.plan.SecretMemory;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class BeforehandTest {

    private static final String LIVE = "{'roles':{'realm':[{'name':'cook'}]},'clientScopes':[{'name':'phone'}],"
            + "'groups':[{'name':'staff'}],'authenticationFlows':[{'alias':'browser','builtIn':true,'topLevel':true,"
            + "'authenticationExecutions':[{'authenticator':'cookie','requirement':'ALTERNATIVE'},"
            + "{'flowAlias':'forms','requirement':'ALTERNATIVE'}]},{'alias':'forms','builtIn':true,'topLevel':false,"
            + "'authenticationExecutions':[{'authenticator':'otp','requirement':'REQUIRED'}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'clients':[{'clientId':'x','optionalClientScopes':['phnoe']}]} | client scope phnoe",
                "{'users':[{'username':'x','realmRoles':['cooks']}]} | role cooks",
                "{'users':[{'username':'x','clientRoles':{'shop':['cook']}}]} | client role shop/cook",
                "{'users':[{'username':'x','groups':['/guests']}]} | group /guests",
                "{'defaultGroups':['/guests']} | group /guests",
                "{'roles':{'realm':[{'name':'x','composites':{'realm':['cooks']}}]}} | role cooks",
                "{'scopeMappings':[{'clientScope':'phone','roles':['cooks']}]} | role cooks"
            })
    void stopsBeforeNamesThatNobodyHas(String wanted, String missing) {
        assertThatThrownBy(() -> check(wanted))
                .isInstanceOf(Stopped.class)
                .hasMessageContaining("There is no " + missing + ", and the files do not declare it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'users':[{'username':'x','realmRoles':['cook'],'groups':['/staff']}]}",
                "{'groups':[{'name':'guests'}],'defaultGroups':['/guests','/staff']}",
                "{'clients':[{'clientId':'x','defaultClientScopes':['phone']}]}"
            })
    void letsNamesPassThatAreInTheRealmOrTheFiles(String wanted) {
        assertThatCode(() -> check(wanted)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cookie','requirement':'ALTERNATIVE' | 'kerberos','requirement':'DISABLED'",
                "'otp','requirement':'REQUIRED' | 'otp','requirement':'REQUIRED'},{'authenticator':'x'",
                "'authenticator':'otp' | 'authenticator':'otp','requirement':'REQUIRED'},{'authenticator':'otp'"
            })
    void stopsBeforeOtherStepsInAFlowOfKeycloaks(String from, String to) {
        assertThatThrownBy(() -> check(LIVE.replace(from, to)))
                .isInstanceOf(Stopped.class)
                .hasMessageContaining("Keycloak's own flow browser cannot get other steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'otp','requirement':'REQUIRED' | 'otp','requirement':'DISABLED'",
                "'ALTERNATIVE' | 'DISABLED'",
            })
    void letsOtherRequirementsPassInAFlowOfKeycloaks(String from, String to) {
        assertThatCode(() -> check(LIVE.replace(from, to))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'browserFlow':'own'",
                "'clients':[{'clientId':'x','authenticationFlowBindingOverrides':{'browser':'own'}}]",
                "'identityProviders':[{'alias':'x','postBrokerLoginFlowAlias':'own'}]"
            })
    void stopsBeforeAFlowGoesThatSomethingRuns(String runner) {
        var live = realm("{'authenticationFlows':[{'alias':'own','topLevel':true}]," + runner + "}");
        var instead = realm("{" + runner.replace("own", "browser") + "}");

        assertThatThrownBy(() -> check(realm("{}"), live, true))
                .isInstanceOf(Stopped.class)
                .hasMessageContaining("flow own cannot go, since ");
        assertThatCode(() -> check(instead, live, true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CLIENT | 'clients':[{'clientId':'x','authenticationFlowBindingOverrides':{'browser':'own'}}]",
                "IDENTITY_PROVIDER | 'identityProviders':[{'alias':'x','firstBrokerLoginFlowAlias':'own'}]"
            })
    void letsAFlowGoAlongWithWhatRunsIt(Kind kind, String runner) {
        var live = realm("{'authenticationFlows':[{'alias':'own','topLevel':true}]," + runner + "}");

        assertThatThrownBy(() -> check(realm("{}"), live, true)).isInstanceOf(Stopped.class);
        assertThatCode(() -> check(realm("{}"), live, true, Key.of(kind, "x"))).doesNotThrowAnyException();
    }

    private static void check(String wanted) {
        check(realm(wanted), realm(LIVE), false);
    }

    /** @param ours besides the flow {@code own} */
    private static void check(Items asked, Items live, boolean prune, Key... ours) {
        var all = new Ours(Set.of(ours), Items.none()).with(Set.of(Key.of(Kind.FLOW, "own")));
        var plan = new Planner(asked, Optional.of(live), Items.none(), all, SecretMemory.NONE, prune).plan("shop");
        new Beforehand(asked, live).check(plan);
    }

    private static Items realm(String json) {
        var realm = (ObjectNode) JsonMapper.shared().readTree(json.replace("'", "\""));
        return Items.of(realm.put("realm", "shop"));
    }
}
