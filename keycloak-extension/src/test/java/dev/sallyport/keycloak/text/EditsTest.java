package dev.sallyport.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditsTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "roles, roles, 0",
        "Roles, rOLES, 0",
        "'', roles, 5",
        "roles, '', 5",
        "role, roles, 1",
        "rolles, roles, 1",
        "rules, roles, 1",
        "orles, roles, 2",
        "kitten, sitting, 3",
        "user, client, 5",
    })
    void areCounted(String one, String other, int edits) {
        assertThat(Edits.between(one, other)).isEqualTo(edits);
    }
}
