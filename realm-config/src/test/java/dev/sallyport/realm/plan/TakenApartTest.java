package dev.sallyport.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TakenApartTest {

    /** What is remembered of them, and a plan's fingerprint, must be the same in every process. */
    @Test
    void keepsWhatNamesOthersInOneOrder() {
        var defaults = defaults("{'defaultGroups': ['/staff'], 'dockerAuthenticationFlow': 'b', 'browserFlow': 'a'}");

        assertThat(defaults.propertyNames())
                .containsExactly("browserFlow", "dockerAuthenticationFlow", "defaultGroups");
    }

    @Test
    void knowsNoRealmWithoutItsFlows() {
        assertThat(defaults("{'browserFlow': null, 'defaultGroups': null}").propertyNames())
                .containsExactly("defaultGroups");
    }

    private static ObjectNode defaults(String realm) {
        var representation = (ObjectNode) JsonMapper.shared().readTree(realm.replace('\'', '"'));
        var items = Items.of(representation.put("realm", "shop"));
        return items.find(Key.of(Kind.DEFAULTS, "shop")).orElseThrow().fields();
    }
}
