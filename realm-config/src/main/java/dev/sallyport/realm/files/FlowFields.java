package dev.sallyport.realm.files;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The fields that name authentication flows which something runs. */
public final class FlowFields {

    public static final List<String> OF_REALM = List.of(
            "browserFlow",
            "registrationFlow",
            "directGrantFlow",
            "resetCredentialsFlow",
            "clientAuthenticationFlow",
            "dockerAuthenticationFlow",
            "firstBrokerLoginFlow");

    public static final List<String> OF_IDENTITY_PROVIDER =
            List.of("firstBrokerLoginFlowAlias", "postBrokerLoginFlowAlias");

    /** An object: for each kind of login the flow of it. */
    public static final String OF_CLIENT = "authenticationFlowBindingOverrides";

    private FlowFields() {}

    /** Those of a realm, a client or an identity provider. */
    public static Stream<Map.Entry<String, JsonNode>> in(JsonNode fields) {
        var named = fields.properties().stream()
                .filter(field -> OF_REALM.contains(field.getKey()) || OF_IDENTITY_PROVIDER.contains(field.getKey()));
        return Stream.concat(named, fields.path(OF_CLIENT).properties().stream());
    }
}
