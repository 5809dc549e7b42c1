package dev.sallyport.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RenamedNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CLIENT_SCOPE | {'clientScopes':[{'name':'NAME'}],'clients':[{'clientId':'x','optionalClientScopes':['NAME','o']}],"
                        + "'defaultDefaultClientScopes':['NAME']}",
                "ROLE | {'roles':{'realm':[{'name':'NAME'},{'name':'all','composites':{'realm':['NAME']}}]},"
                        + "'users':[{'username':'u','realmRoles':['NAME']}],'groups':[{'name':'g','realmRoles':['o','NAME']}],"
                        + "'scopeMappings':[{'client':'x','roles':['NAME']}]}",
                "CLIENT | {'clients':[{'clientId':'NAME'}],'roles':{'client':{'NAME':[{'name':'r'}]},"
                        + "'realm':[{'name':'all','composites':{'client':{'NAME':['r']}}}]},"
                        + "'users':[{'username':'service-account-NAME','clientRoles':{'NAME':['r']},'serviceAccountClientId':'NAME'}]}",
                "GROUP | {'groups':[{'name':'NAME','subGroups':[{'name':'low'}]}],'defaultGroups':['/NAME'],"
                        + "'users':[{'username':'u','groups':['/NAME/low','/NAMES']}]}",
                "FLOW | {'authenticationFlows':[{'alias':'NAME'}],'browserFlow':'NAME','clients':[{'clientId':'x',"
                        + "'authenticationFlowBindingOverrides':{'browser':'NAME'}}]}"
            })
    void makeARenamingOneChange(Kind kind, String realm) {
        var live = realm(realm.replace("NAMES", "olds").replace("NAME", "old"))
                .renamed(Key.of(kind, "old"), Key.of(kind, "new"));
        var wanted = realm(realm.replace("NAMES", "olds").replace("NAME", "new"));

        var plan = new Planner(wanted, Optional.of(live), Items.none(), Ours.NOTHING, SecretMemory.NONE, false)
                .plan("shop");

        assertThat(plan.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.key()).isEqualTo(Key.of(kind, "new")));
    }

    private static Items realm(String json) {
        var realm = (ObjectNode) JsonMapper.shared().readTree(json.replace("'", "\""));
        return Items.of(realm.put("realm", "shop"));
    }
}
