package dev.sallyport.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PlanTextTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 71, 72, 73, 200})
    void hasRoomForNamesOfAnyLength(int length) {
        var name = "n".repeat(length);
        var client = "{'clients': [{'clientId': 'x', 'attributes': {'%s': 'the value'}}]}".formatted(name);

        var text = String.join("\n", PlanText.of(plan(client, "{}"), Style.PLAIN));

        assertThat(text).contains(name).contains("\"the value\"");
    }

    @Test
    void hasNothingOfWhatKeycloakTakesAsTheSame() {
        var wanted = "{'users': [{'username': 'Alice'}], 'organizations': [{'name': 'acme'}]}";
        var there = "{'users': [{'username': 'alice'}], 'organizations': [{'name': 'acme', 'alias': 'acme'}]}";

        assertThat(plan(wanted, there).changes()).isEmpty();
    }

    private static Plan plan(String wanted, String there) {
        var planner = new Planner(
                Items.of(realm(wanted)),
                Optional.of(Items.of(realm(there))),
                Items.none(),
                Ours.NOTHING,
                SecretMemory.NONE,
                false);
        return planner.plan("shop");
    }

    private static ObjectNode realm(String json) {
        return ((ObjectNode) JsonMapper.shared().readTree(json.replace("'", "\""))).put("realm", "shop");
    }
}
