package dev.sallyport.realm.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ExportTest {

    @Test
    void givesEachSecretAVariableOfItsOwn() {
        var export = export("'clients':[{'clientId':'my-app','secret':'a'},{'clientId':'my_app','secret':'b'},"
                + "{'clientId':'주문','secret':'c'},{'clientId':'송장','secret':'d'},{'clientId':'1st','secret':'e'}]");

        assertThat(export.variables())
                .containsExactlyInAnyOrder("MY_APP_SECRET", "MY_APP_SECRET_2", "_SECRET", "_SECRET_2", "_1ST_SECRET");
        assertThat(export.files().get("clients.yaml")).contains("${env:MY_APP_SECRET}", "${env:MY_APP_SECRET_2}");
    }

    @Test
    void writesPrivateKeysOfSamlClientsAsVariables() {
        var export = export("'clients':[{'clientId':'x','protocol':'saml','attributes':{"
                + "'saml.signing.private.key':'MIIE','saml.encryption.private.key':'MIIF'}}]");

        assertThat(export.files().get("clients.yaml")).doesNotContain("MII");
        assertThat(export.variables()).contains("X_SAML_SIGNING_PRIVATE_KEY");
    }

    @Test
    void keepsWhatPeopleCallAsKeycloakCallsItsIds() {
        var export = export("'clients':[{'clientId':'x','id':'gone','attributes':{'access':'all','id':'seven'}}],"
                + "'localizationTexts':{'en':{'totp':'One-time code'}}");

        assertThat(export.files().values().toString())
                .contains("access: all", "id: seven", "totp: One-time code")
                .doesNotContain("gone");
    }

    private static Export export(String fields) {
        var json = "{'realm':'shop'," + fields + "}";
        return Export.of((ObjectNode) JsonMapper.shared().readTree(json.replace("'", "\"")));
    }
}
