package dev.sallyport.realm.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FlowStepTest {

    /** As Keycloak lists its own browser flow, where one authenticator stands twice at one level. */
    private static final String BROWSER = """
            [{"id": "1", "level": 0, "providerId": "auth-cookie", "displayName": "Cookie"},
             {"id": "2", "level": 0, "authenticationFlow": true, "displayName": "organization"},
             {"id": "3", "level": 1, "authenticationFlow": true, "displayName": "if organization"},
             {"id": "4", "level": 2, "providerId": "conditional-user-configured", "displayName": "Condition"},
             {"id": "5", "level": 0, "authenticationFlow": true, "displayName": "forms"},
             {"id": "6", "level": 1, "authenticationFlow": true, "displayName": "if 2fa"},
             {"id": "7", "level": 2, "providerId": "conditional-user-configured", "displayName": "Condition"}]
            """;

    @ParameterizedTest
    @CsvSource({
        "auth-cookie, 1",
        "organization/if organization/conditional-user-configured, 4",
        "forms/if 2fa/conditional-user-configured, 7",
        "forms, 5",
        "forms/if organization, ''"
    })
    void isFoundByAllThatIsAboveIt(String path, String id) {
        var step = new FlowStep(List.of(path.split("/", -1)), true);

        var found = step.in(JsonMapper.shared().readTree(BROWSER));

        assertThat(found.map(execution -> execution.path("id").asString()).orElse(""))
                .isEqualTo(id);
    }
}
