package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.files.FlowFields;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes clients, and which client scopes they have. */
final class ClientWriter extends PlainWriter {

    private static final String DEFAULT = "defaultClientScopes";
    private static final String OPTIONAL = "optionalClientScopes";
    private static final String FLOWS = FlowFields.OF_CLIENT;

    ClientWriter(Target target) {
        super(target, Set.of(DEFAULT, OPTIONAL));
    }

    /** New clients get the realm's default scopes, unless something is said of scopes; a service account brings one more. */
    @Override
    public void create(Change change) {
        super.create(change);
        if (change.after().fields().path("serviceAccountsEnabled").asBoolean(false)) {
            assign(change, target.get(address.of(change.key())));
        }
    }

    @Override
    public void update(Change change) {
        super.update(change);
        if (change.touches(DEFAULT) || change.touches(OPTIONAL)) {
            assign(change, change.before().fields());
        }
    }

    /** Clients name flows by their ids. */
    @Override
    JsonNode now(String place) {
        var client = super.now(place);
        if (client.path(FLOWS) instanceof ObjectNode overrides) {
            overrides.properties().forEach(override -> override.setValue(alias(override.getValue())));
        }
        return client;
    }

    private JsonNode alias(JsonNode id) {
        return target.named(Kind.FLOW, id.asString(""))
                .<JsonNode>map(flow -> JsonNodeFactory.instance.stringNode(flow.name()))
                .orElse(id);
    }

    /** Keycloak takes a part of a client, and leaves the rest as it is; but secrets and mappers come with the whole. */
    @Override
    void complete(Change change, ObjectNode body) {
        if (change.action() == Change.Action.UPDATE) {
            body.remove("protocolMappers");
            if (!change.touches("secret")) {
                body.remove("secret");
            }
        }
        if (change.action() == Change.Action.CREATE) {
            scopes(change, body);
        }
        if (body.path(FLOWS) instanceof ObjectNode overrides) {
            overrides.properties().forEach(override -> override.setValue(flow(override.getValue())));
        }
    }

    /** Keycloak passes over those that it does not know. */
    private void scopes(Change change, ObjectNode body) {
        for (var sort : new String[] {DEFAULT, OPTIONAL}) {
            if (change.after().fields().path(sort) instanceof ArrayNode scopes) {
                scopes.forEach(scope -> target.id(Key.of(Kind.CLIENT_SCOPE, scope.asString())));
                body.set(sort, scopes);
            }
        }
    }

    private JsonNode flow(JsonNode aliasOrId) {
        return target.found(Key.of(Kind.FLOW, aliasOrId.asString("")))
                .<JsonNode>map(JsonNodeFactory.instance::stringNode)
                .orElse(aliasOrId);
    }

    /** First what goes, since a scope cannot be of both sorts. */
    private void assign(Change change, JsonNode there) {
        var wanted = change.after().fields();
        for (var sort : new String[] {DEFAULT, OPTIONAL}) {
            for (var scope : RoleSets.surplus(wanted.path(sort), there.path(sort))) {
                target.delete(place(change, sort, scope), null);
            }
        }
        for (var sort : new String[] {DEFAULT, OPTIONAL}) {
            for (var scope : RoleSets.missing(wanted.path(sort), there.path(sort))) {
                target.put(place(change, sort, scope), JsonNodeFactory.instance.objectNode());
            }
        }
    }

    private String place(Change change, String sort, String scope) {
        var list = sort.equals(DEFAULT) ? "/default-client-scopes/" : "/optional-client-scopes/";
        return address.of(change.key()) + list + segment(target.id(Key.of(Kind.CLIENT_SCOPE, scope)));
    }
}
